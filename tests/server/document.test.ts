import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auth, invitations, login, organization, server as serverOperations, users } from '#contract/index.ts';
import { createApp } from '#server/app.ts';
import type { Boot } from '#server/document.ts';
import { firstStepsPath } from '#lib/first-steps.ts';
import { frames, makeClientFolder } from '#tests/support/client-folder.ts';
import { TestClient } from '#tests/support/client.ts';
import { openConnected } from '#tests/support/connected.ts';
import { dump } from '#tests/support/dump.ts';
import { addMember, addPerson, logIn, type Person } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let folder: string;
let remove: () => Promise<void>;
let server: TestServer;
let ada: Person;

beforeAll(async () => {
  ({ folder, remove } = await makeClientFolder());
});
afterAll(() => remove());
beforeEach(async () => {
  server = await startServer();
  ada = await addPerson(server, 'ada@example.com', 'Ada Sample');
});
afterEach(() => server.close());

/** A browser at a server that has the sample page. */
const open = (base = 'http://localhost:8080/', parts = server.parts): TestClient => new TestClient(createApp(parts, folder), base);

const loggedIn = async (person: Person): Promise<TestClient> => {
  const browser = open();
  for (const [name, value] of (await logIn(server, person)).cookies) browser.cookies.set(name, value);
  return browser;
};

const read = async (browser: TestClient, path: string, headers: Record<string, string> = {}, method = 'GET') => {
  const response = await browser.raw(path, { method, headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...headers } });
  return { status: response.status, headers: response.headers, html: await response.text() };
};

const bootOf = (html: string): Boot => {
  const [, text = ''] = /<script type="application\/json" id="boot">([^<]*)<\/script>/.exec(html) ?? [];
  return JSON.parse(text) as Boot; // the block under test; a wrong shape fails below
};
const asked = (html: string) => bootOf(html).answers.map(([name, workspace]) => (workspace === null ? name : `${name} ${workspace}`));

test.each(['preview', 'Preview', 'PREVIEW/'])('what is secret in the address of %s is gone before a page is there', async (page) => {
  const address = 'https://ada:hush@minio.lan/log.txt?sig=hush';
  const { status, headers } = await read(open(), `${page}?url=${encodeURIComponent(address)}`);
  expect([status, headers.get('location')]).toEqual([302, '?url=https%3A%2F%2Fminio.lan%2Flog.txt&left=user-info+signature']);
  expect((await read(open(), `${page}${headers.get('location')}`)).status).toBe(200);
  const keys = await read(open(), `${page}?url=AKIDEXAMPLE:hush`);
  expect([keys.status, keys.headers.get('location')]).toEqual([302, '?url=&left=text']);
});

describe('the first answers', () => {
  test('for somebody signed out are how to log in, and nothing of anybody', async () => {
    const { html, status } = await read(open(), 'login');
    expect(status).toBe(200);
    expect(asked(html)).toEqual([login.supportedModes.name]);
    const { now } = server.clock;
    expect(bootOf(html)).toMatchObject({ origin: 'http://localhost:8080', configuration: { deployment: 'hosted' }, time: now() });
  });

  test('for somebody signed in are all that the page shows first', async () => {
    const browser = await loggedIn(ada);
    const { html } = await read(browser, `w/${ada.workspace}/profile`);
    expect(asked(html).toSorted()).toEqual(
      [
        login.supportedModes.name,
        users.getCurrentUser.name,
        users.getPreferences.name,
        organization.getUserCompanies.name,
        serverOperations.info.name,
        serverOperations.reportStatsOption.name,
        `${auth.getCredentials.name} ${ada.workspace}`,
      ].toSorted(),
    );
    for (const [name, workspace, request, data] of bootOf(html).answers)
      expect((await browser.call(name, request, workspace === null ? {} : { workspace })).data).toEqual(data);
  });

  test('are those of the workspace in the address, else of the last used one, else of the personal one', async () => {
    const grace = await addPerson(server, 'grace@example.com');
    await addMember(server, grace.workspace, ada.id);
    const browser = await loggedIn(ada);
    const credentialsOf = async (path: string) =>
      asked((await read(browser, path)).html).find((name) => name.startsWith(auth.getCredentials.name));
    expect(await credentialsOf('profile')).toBe(`${auth.getCredentials.name} ${ada.workspace}`);
    await browser.ok(users.setPreferences, { preferences: { users: { activeWorkspace: grace.workspace } } });
    expect(await credentialsOf('profile')).toBe(`${auth.getCredentials.name} ${grace.workspace}`);
    expect(await credentialsOf(`w/${ada.workspace}/profile`)).toBe(`${auth.getCredentials.name} ${ada.workspace}`);
    await browser.ok(users.setPreferences, { preferences: { users: { activeWorkspace: 'f'.repeat(32) } } });
    expect(await credentialsOf('profile')).toBe(`${auth.getCredentials.name} ${ada.workspace}`);
  });

  test('leave out the keys of a workspace that is not one’s own', async () => {
    const stranger = await addPerson(server, 'stranger@example.com');
    const { html } = await read(await loggedIn(ada), `w/${stranger.workspace}/profile`);
    expect(asked(html).filter((name) => name.startsWith(auth.getCredentials.name))).toEqual([]);
    expect(html).not.toContain('stranger');
  });

  test('name what an invitation leads to, signed in or not', async () => {
    const owner = await loggedIn(ada);
    const { id } = await owner.ok(invitations.createInvite, {}, { workspace: ada.workspace });
    const guest = bootOf((await read(open(), `?invite=${id}`)).html);
    expect(guest.answers.find(([name]) => name === login.getInviteInfo.name)).toEqual([
      login.getInviteInfo.name,
      null,
      { invite_id: id },
      expect.objectContaining({
        active: true,
        state: 'active',
        company_name: "Ada Sample's workspace",
        user_name: 'Ada Sample',
        role: 'member',
      }),
    ]);
    expect(asked((await read(owner, `?invite=${id}`)).html)).toContain(login.getInviteInfo.name);
    expect(asked((await read(open(), '?invite=unknown')).html)).toContain(login.getInviteInfo.name);
  });

  test('check 3: of a link change nothing: opening it joins nobody and spends nothing', async () => {
    const owner = await loggedIn(ada);
    const { id } = await owner.ok(invitations.createInvite, {}, { workspace: ada.workspace });
    const visitor = await loggedIn(await addPerson(server, 'ben@example.com', 'Ben Sample'));
    await visitor.ok(users.getCurrentUser, {});
    const before = await dump(server.store);
    for (const method of ['GET', 'HEAD'])
      for (const path of [`?invite=${id}`, `?invite=${id}&join=1`]) await read(visitor, path, {}, method);
    expect(await dump(server.store)).toBe(before);
    expect(await owner.ok(invitations.getInvites, {}, { workspace: ada.workspace })).toMatchObject({ invites: [{ uses: 0 }] });
  });

  test('never hold a secret, and a name cannot break out of them', async () => {
    const browser = await loggedIn(ada);
    const name = '</script><script>alert(1)</script><!-- & \' "';
    await browser.ok(users.update, { user: ada.id, name });
    const { credentials } = await browser.ok(
      auth.createCredentials,
      { label: '</script><img src=x onerror=alert(1)>' },
      { workspace: ada.workspace },
    );
    const { html } = await read(browser, `w/${ada.workspace}/profile`);
    expect(html).not.toContain(credentials.secret_key);
    expect(html.match(/<\/script>/g)).toHaveLength(3);
    expect(html).not.toMatch(/alert\(1\)<\/script>|<img/);
    const boot = bootOf(html);
    expect(JSON.stringify(boot.answers)).toContain(JSON.stringify(name).slice(1, -1));
  });

  test('of a dead session are those of nobody', async () => {
    const browser = await loggedIn(ada);
    const cookies = [...browser.cookies];
    await browser.ok(login.logout, {});
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect(asked((await read(browser, 'profile')).html)).toEqual([login.supportedModes.name]);
  });
});

describe('the document', () => {
  test('check 12: at a plain-http name no header is sent that browsers would only complain about', async () => {
    const opener = async (host: string) => (await read(open(), 'login', { host })).headers.get('cross-origin-opener-policy');
    expect(await opener('intranet:8080')).toBeNull();
    expect(await opener('localhost.evil.example')).toBeNull();
    expect(await opener('127.0.0.1:8080')).toBe('same-origin');
  });

  test('check 14: with anybody’s data it is kept nowhere', async () => {
    expect((await read(await loggedIn(ada), 'profile')).headers.get('cache-control')).toBe('no-store');
    expect((await read(open(), 'login')).headers.get('cache-control')).toBe('no-store');
  });

  test('comes with the theme that was chosen', async () => {
    const browser = await loggedIn(ada);
    const theme = async () => /<html[^>]* data-theme="([^"]*)"/.exec((await read(browser, 'profile')).html)?.[1];
    expect(await theme()).toBe('system');
    for (const [chosen, shown] of [
      ['dark', 'dark'],
      ['"><script>', 'system'],
      ['light', 'light'],
    ]) {
      await browser.ok(users.setPreferences, { preferences: { views: { theme: chosen } } });
      expect(await theme()).toBe(shown);
    }
  });

  test('shows the frame of the profile where somebody is about to see it, else the header alone', async () => {
    const own = await loggedIn(ada);
    await own.ok(users.setPreferences, { preferences: { views: { firstSteps: 'over' } } });
    const isFramed = async (browser: TestClient, path: string) => {
      const { html } = await read(browser, path);
      expect(html.includes('<div class="frame">')).toBe(!html.includes(frames.hosted));
      return html.includes(frames.hosted);
    };
    for (const path of ['profile', `w/${ada.workspace}/profile`]) {
      expect([path, await isFramed(own, path)]).toEqual([path, true]);
      expect([path, await isFramed(open(), path)]).toEqual([path, false]);
    }
    for (const path of [`w/${ada.workspace}/members`, `w/${'f'.repeat(32)}/profile`, 'preview', '?invite=x', 'login'])
      expect([path, await isFramed(own, path)]).toEqual([path, false]);
  });

  test('shows beginners the frame with the first steps, and names their files', async () => {
    let own = await loggedIn(ada);
    const isFirst = async () => {
      const { html } = await read(own, 'profile');
      const first = html.includes(frames['hosted first']);
      expect(html.includes(frames.hosted)).toBe(!first);
      for (const file of ['first-1.js', 'first-1.css']) expect(html.includes(file)).toBe(first);
      return first;
    };
    expect(await isFirst()).toBe(true);
    const { access_key: key } = (await own.ok(auth.createCredentials, {}, { workspace: ada.workspace })).credentials;
    expect(await isFirst()).toBe(false);
    await own.ok(users.setPreferences, { preferences: { views: { firstSteps: ['name'] } } });
    expect(await isFirst()).toBe(true);
    await own.ok(users.setPreferences, { preferences: { views: { firstSteps: ['name', 'invite'] } } });
    expect(await isFirst()).toBe(false);
    await own.ok(auth.revokeCredentials, { access_key: key }, { workspace: ada.workspace });
    expect(await isFirst()).toBe(true);
    await own.ok(users.updatePreferences, { changes: [{ path: [...firstStepsPath] }] });
    expect(await isFirst()).toBe(true);
    server.clock.advance(31 * 86_400_000);
    own = await loggedIn(ada);
    expect(await isFirst()).toBe(false);
  });

  test('in front of a ClearML Server shows that frame to who has its cookie', async () => {
    const site = openConnected({ apiUrl: 'http://127.0.0.1:9' }, {}, folder);
    const isFramed = async (headers: Record<string, string>) =>
      (await read(site.client(), 'profile', headers)).html.includes(frames.connected);
    expect(await isFramed({ cookie: 'clearml_token_basic=x' })).toBe(true);
    expect(await isFramed({ cookie: 'other=x' })).toBe(false);
  });

  test('names the files of its page, each once, and of no other', async () => {
    const files = async (path: string) =>
      [...(await read(open(), path)).html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file).toSorted();
    const always = ['/assets/index-1.css', '/assets/index-1.js', '/assets/shared-1.js', '/first-paint.js'];
    expect(await files('login')).toEqual(always);
    expect(await files('?invite=x')).toEqual([...always, '/assets/join-1.js'].toSorted());
    expect(await files(`w/${ada.workspace}/members`)).toEqual(
      [...always, '/assets/members-1.css', '/assets/members-1.js', '/assets/table-1.css', '/assets/table-1.js'].toSorted(),
    );
  });

  test('below a path of PUBLIC_URL finds its files there', async () => {
    const parts = { ...server.parts, settings: { ...server.settings, publicUrl: 'https://corp.example/tools/clearml/' } };
    const { html, status } = await read(open('https://corp.example/tools/clearml/', parts), 'login');
    expect(status).toBe(200);
    expect(html).toMatch(/<html lang="en" data-base="\/tools\/clearml\/" data-theme="system">/);
    expect(html).toContain('src="/tools/clearml/assets/index-1.js"');
    expect(html).toContain('href="/tools/clearml/assets/shared-1.js"');
    expect(html).not.toMatch(/(?:src|href)="\/(?!tools)/);
    const browser = open('https://corp.example/tools/clearml/', parts);
    for (const [name, value] of (await loggedIn(ada)).cookies) browser.cookies.set(`__Host-${name}`, value);
    expect((await read(browser, 'profile')).html).toContain('<main inert><a href="/tools/clearml/preview">');
    expect(bootOf(html).origin).toBe('https://corp.example/tools/clearml');
  });

  test.each([
    ['br', (body: Buffer) => brotliDecompressSync(body)],
    ['gzip', (body: Buffer) => gunzipSync(body)],
  ])('comes as %s to a browser that takes it', async (coding, decode) => {
    const response = await open().raw('login', { headers: { accept: 'text/html', 'accept-encoding': coding } });
    expect(response.headers.get('content-encoding')).toBe(coding);
    expect(response.headers.get('vary')).toContain('Accept-Encoding');
    expect(decode(Buffer.from(await response.arrayBuffer())).toString()).toContain('id="boot"');
  });

  test('is for whoever asks for a page, at any address of it', async () => {
    for (const path of ['', 'profile', 'w/x/profile', 'nothing/of/that/name', 'set-password']) {
      const { html, status } = await read(open(), path);
      expect([path, status, html.includes('<div id="root">')]).toEqual([path, 200, true]);
    }
    const head = await read(open(), 'login', {}, 'HEAD');
    expect([head.status, head.html]).toEqual([200, '']);
  });

  test('is not for programs, other methods, operations and the health of the server', async () => {
    const browser = open();
    const page = async (path: string, headers: Record<string, string>, method = 'GET') =>
      (await read(browser, path, headers, method)).html.includes('<html');
    expect(await page('login', { accept: '*/*' })).toBe(false);
    expect(await page('login', { accept: 'application/json' })).toBe(false);
    expect(await page('login', {}, 'POST')).toBe(false);
    for (const path of ['api/nothing', 'api/server.info', 'v2.31/server.info', 'server.info', 'healthz', 'readyz', 'configuration.json'])
      expect([path, await page(path, {})]).toEqual([path, false]);
  });

  test('is not there without a build', async () => {
    expect((await read(new TestClient(createApp(server.parts), 'http://localhost:8080/'), 'login')).status).toBe(400);
  });
});
