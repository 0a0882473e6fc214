import { afterEach, describe, expect, test, vi } from 'vitest';
import { auth, login, users } from '#contract/index.ts';
import { connectUpstream } from '#server/upstream/client.ts';
import { openConnected, type ConnectedSite } from '#tests/support/connected.ts';
import * as faults from '#tests/support/upstream/faults.ts';
import { startStandIn, type StandIn, type StandInOptions } from '#tests/support/upstream/stand-in.ts';

const webPair = { key: 'WEBKEY', secret: 'web-pair-of-the-tests' };
let clearml: StandIn;
afterEach(() => clearml.close());

const open = async (options: StandInOptions = {}, pair: typeof webPair | null = webPair): Promise<ConnectedSite> => {
  clearml = await startStandIn({ mode: 'simple', webPair, ...options });
  return openConnected({ apiUrl: clearml.url, webPair: pair }, { webUrl: clearml.webUrl });
};

describe('where a name is enough', () => {
  test('who is there is offered, by any part of the name, and never ClearML’s own identities', async () => {
    const client = (await open()).client();
    const names = (await client.ok(login.simpleUsers, {})).users.map(({ name }) => name);
    expect(names).toContain('Jane Doe');
    expect(names).not.toContain('Default User');
    expect((await client.ok(login.simpleUsers, { search: 'ANE d' })).users).toEqual([
      { id: clearml.user('Jane Doe').id, name: 'Jane Doe' },
    ]);
  });

  test('one logs in as one of them', async () => {
    const client = (await open()).client();
    await client.ok(login.simple, { user: clearml.user('Jane Doe').id });
    expect((await client.ok(users.getCurrentUser, {})).user.name).toBe('Jane Doe');
  });

  test('a new name makes a user, and the same name later finds it again', async () => {
    const site = await open();
    const [first, second] = [site.client(), site.client()];
    await first.ok(login.simple, { name: 'Zoë Sample' });
    await second.ok(login.simple, { name: 'Zoë Sample' });
    const ids = await Promise.all([first, second].map(async (client) => (await client.ok(users.getCurrentUser, {})).user.id));
    expect(ids[0]).toBe(ids[1]);
  });

  test('more people than fit into one page of ClearML are all found, and none is made twice', async () => {
    const many = Array.from({ length: 620 }, (_, at) => ({
      username: `u${at}`,
      password: 'x',
      name: `Person ${String(at).padStart(4, '0')}`,
    }));
    const client = (await open({ users: many })).client();
    const last = clearml.user('Person 0619');
    expect((await client.ok(login.simpleUsers, { search: '0619' })).users).toEqual([{ id: last.id, name: last.name }]);
    expect((await client.ok(login.simpleUsers, {})).users).toHaveLength(50);
    await client.ok(login.simple, { name: 'Person 0619' });
    expect((await client.ok(users.getCurrentUser, {})).user.id).toBe(last.id);
    await client.ok(login.simple, { user: last.id });
    expect(clearml.state.users.filter(({ name }) => name === last.name)).toHaveLength(1);
  });

  test('an identity that is not offered is refused', async () => {
    const client = (await open()).client();
    expect((await client.call(login.simple, { user: '__tests__' })).meta.error_data).toMatchObject({ error: 'invalid_user_id' });
    expect((await client.call(login.simple, { user: 'nobody' })).status).toBe(400);
    expect(client.cookies.size).toBe(0);
  });

  test('the pair is read from the web server where the settings have none, and asked for by name where it cannot be', async () => {
    const client = (await open({}, null)).client();
    expect((await client.call(login.simpleUsers)).status).toBe(200);
    await clearml.close();
    clearml = await startStandIn({ mode: 'simple', webPair });
    const lost = openConnected({ apiUrl: clearml.url }, { webUrl: clearml.url }).client();
    const { meta } = await lost.call(login.simpleUsers);
    expect(meta.error_data).toMatchObject({ error: 'web_pair_missing' });
    expect(meta.result_msg).toContain('CLEARML_WEB_KEY');
  });

  const asked = (operation: string): number => clearml.requests.filter((one) => one.operation === operation).length;

  test('a pair that was read is read again where it has changed, and nobody notices', async () => {
    const pair = { ...webPair };
    const client = (await open({ webPair: pair }, null)).client();
    await client.ok(login.simpleUsers, {});
    await client.ok(login.simpleUsers, {});
    expect(asked('credentials.json')).toBe(1);
    pair.secret = 'another-pair-of-the-tests';
    await client.ok(login.simple, { name: 'Jane Doe' });
    expect((await client.ok(users.getCurrentUser, {})).user.name).toBe('Jane Doe');
    expect(asked('credentials.json')).toBe(2);
  });

  test('a pair is tried once more and no further, and one of the settings once only', async () => {
    const read = (await open({ refusesWebPair: true }, null)).client();
    expect((await read.call(login.simpleUsers)).meta.error_data).toMatchObject({ error: 'web_pair_refused' });
    expect([asked('users.get_all'), asked('credentials.json')]).toEqual([2, 2]);
    await clearml.close();
    const set = (await open({ refusesWebPair: true })).client();
    expect((await set.call(login.simpleUsers)).meta.error_data).toMatchObject({ error: 'web_pair_refused' });
    expect([asked('users.get_all'), asked('credentials.json')]).toEqual([1, 0]);
  });

  test('a file of the pair that is too large is not read to its end', async () => {
    const site = await open({}, null);
    const closed = new Promise<void>((resolve) => {
      clearml.fault(async (response, sound) => {
        response.once('close', resolve);
        await faults.huge(Number.POSITIVE_INFINITY)(response, sound);
      }, 'credentials.json');
    });
    expect((await site.client().call(login.simpleUsers)).meta.error_data).toMatchObject({ error: 'web_pair_missing' });
    await closed;
    const upstream = connectUpstream({ apiUrl: clearml.url, proxies: { http: null, https: null, none: null } });
    await expect(upstream.readJson(`${clearml.webUrl}/credentials.json`)).rejects.toMatchObject({ error: 'upstream_too_large' });
  });

  test.each([login.simpleUsers.name, login.simple.name])('nothing more is asked once the caller of %s went away', async (operation) => {
    const site = await open();
    const leaving = new AbortController();
    const closed = new Promise<void>((resolve) => {
      clearml.fault((response) => {
        response.once('close', resolve);
        leaving.abort();
      }, 'users.get_all');
    });
    const body = operation === login.simple.name ? '{"name":"Jane Doe"}' : '{}';
    const headers = { 'content-type': 'application/json' };
    await site.client().raw(`api/${operation}`, { method: 'POST', headers, body, signal: leaving.signal });
    await closed;
    expect(asked('users.get_all')).toBe(1);
    expect(site.logged).toEqual([]);
  });

  test('a server that takes its time over each of many pages is not waited for', async () => {
    const client = (await open()).client();
    await client.ok(login.simpleUsers, {});
    const page = Array.from({ length: 500 }, (_, at) => ({ id: `u${at}`, name: `Person ${at}` }));
    const answer = faults.says(200, 'application/json', JSON.stringify({ meta: {}, data: { users: page } }));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      clearml.fault((response, sound) => {
        vi.advanceTimersByTime(1000);
        return answer(response, sound);
      }, 'users.get_all');
      const { meta } = await client.call(login.simple, { name: 'Nobody There' });
      expect(meta.error_data).toMatchObject({ error: 'upstream_timeout' });
      expect(clearml.state.users.map(({ name }) => name)).not.toContain('Nobody There');
    } finally {
      vi.useRealTimers();
    }
  });

  test('a pair that could not be read is tried again', async () => {
    const client = (await open({}, null)).client();
    clearml.fault(faults.html(404), 'credentials.json');
    expect((await client.call(login.simpleUsers)).meta.error_data).toMatchObject({ error: 'web_pair_missing' });
    clearml.mend();
    await client.ok(login.simpleUsers, {});
  });

  test('what that server says of a failure of its own is kept', async () => {
    const client = (await open()).client();
    clearml.fault(faults.refuses(500, 0, 'Its own words'), 'users.get_all');
    expect((await client.call(login.simpleUsers)).meta).toMatchObject({
      result_code: 500,
      result_msg: expect.stringContaining('Its own words'),
    });
  });

  test('without a cookie of the name that is expected nobody is told to be logged in', async () => {
    await open();
    const client = openConnected({ apiUrl: clearml.url, webPair }, { cookieName: 'other' }).client();
    const { meta } = await client.call(login.simple, { name: 'Jane Doe' });
    expect([meta.result_code, meta.result_msg]).toEqual([400, expect.stringContaining('COOKIE_NAME')]);
  });

  test('nothing of the caller’s own headers goes with the pair but where it calls from', async () => {
    const client = (await open()).client();
    const headers = { 'x-trains-impersonate-as': '__tests__', 'x-clearml-act-as': '__tests__', 'x-clearml-worker': 'laptop' };
    await client.ok(login.simple, { name: 'Jane Doe' }, { headers });
    const sent = clearml.requests.findLast(({ operation }) => operation === 'auth.login')?.headers;
    expect(sent).toMatchObject({ 'x-clearml-worker': 'laptop', 'x-clearml-impersonate-as': clearml.user('Jane Doe').id });
    expect(Object.keys(sent ?? {}).filter((name) => name.includes('trains') || name.includes('act-as'))).toEqual([]);
  });

  test('a pair that is refused names the settings', async () => {
    const client = (await open({ refusesWebPair: true })).client();
    const { meta } = await client.call(login.simpleUsers);
    expect(meta.error_data).toMatchObject({ error: 'web_pair_refused' });
    expect(meta.result_msg).toContain('CLEARML_WEB_KEY');
  });

  test('the pair is told to nobody: not to a browser, not to a log', async () => {
    const site = await open({ refusesWebPair: true });
    const client = site.client();
    const texts = await Promise.all(
      ['login.simple_users', 'login.simple', 'users.get_all'].map(async (name) =>
        (await client.raw(`api/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).text(),
      ),
    );
    const encoded = Buffer.from(`${webPair.key}:${webPair.secret}`).toString('base64');
    for (const secret of [webPair.secret, encoded]) expect([...texts, ...site.logged].join('\n')).not.toContain(secret);
  });
});

test.each([
  ['sso by name', { basic: { enabled: false }, sso: { google: 'https://sso.example' } }, 200],
  ['an answer that is no answer', { basic: { enabled: false }, sso: {}, sso_providers: [] }, 500],
])('a server is not taken for open by %s', async (_name, modes, status) => {
  const client = (await open()).client();
  const data = { authenticated: false, ...modes };
  clearml.fault(faults.says(status, 'application/json', JSON.stringify({ meta: {}, data })), 'login.supported_modes');
  expect((await client.call(login.simpleUsers)).meta.error_data).toMatchObject({ error: 'not_supported' });
});

describe.each(['password', 'guest', 'sso'] as const)('a server that asks for more (%s)', (mode) => {
  test('opens no account by name, although the pair may be good there', async () => {
    const client = (await open({ mode })).client();
    for (const request of [{ name: 'Jane Doe' }, { user: clearml.user('Jane Doe').id }])
      expect((await client.call(login.simple, request)).meta.error_data).toMatchObject({ error: 'not_supported' });
    expect((await client.call(login.simpleUsers)).meta.error_data).toMatchObject({ error: 'not_supported' });
    expect(clearml.requests.map(({ operation }) => operation)).not.toContain('users.get_all');
    expect((await client.call(auth.getCredentials)).status).toBe(401);
  });
});
