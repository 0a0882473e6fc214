import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { auth, login, organization, pageModes, server, users } from '#contract/index.ts';
import { basic, bearer, type TestClient } from '#tests/support/client.ts';
import { openConnected, type ConnectedSite } from '#tests/support/connected.ts';
import * as faults from '#tests/support/upstream/faults.ts';
import { startStandIn, type StandIn } from '#tests/support/upstream/stand-in.ts';

/** as the stand-in knows her */
const jane = basic('jane', 'secret-pass');

let clearml: StandIn;
let site: ConnectedSite;
let client: TestClient;

beforeEach(async () => {
  clearml = await startStandIn();
  site = openConnected({ apiUrl: clearml.url });
  client = site.client();
});
afterEach(() => clearml.close());

const logIn = async (): Promise<void> => void (await client.ok(auth.login, {}, { headers: jane }));

describe('a call', () => {
  test('is answered by the ClearML Server, log-in and all', async () => {
    await logIn();
    const { user } = await client.ok(users.getCurrentUser, {});
    expect(user).toMatchObject({ id: clearml.user('jane').id, company: { name: 'clearml' } });
    const { companies } = await client.ok(organization.getUserCompanies, {});
    expect(companies).toHaveLength(1);
    await client.ok(login.logout, {});
    expect((await client.call(users.getCurrentUser)).status).toBe(401);
  });

  test('keeps the codes and words of its errors', async () => {
    const { status, meta } = await client.call(auth.login, {}, { headers: basic('jane', 'wrong') });
    expect([status, meta.result_subcode, meta.result_msg]).toEqual([
      401,
      22,
      'Unauthorized (invalid credentials) (bad username or password)',
    ]);
    expect((await client.call(login.signupUser, {})).meta.result_msg).toBe(
      'Unable to find endpoint for name login.signup_user and version 2.31',
    );
  });

  test('may be a GET with a JSON body, as the SDK sends it, with or without /api and a version', async () => {
    const headers = { ...bearer(await clearml.token('jane')), 'content-type': 'application/json' };
    const answer = await client.raw('v2.23/auth.create_credentials', { method: 'GET', headers, body: '{"label":"box"}' });
    expect(await answer.json()).toMatchObject({ data: { credentials: { label: 'box' } } });
    expect(clearml.requests.at(-1)).toMatchObject({ method: 'GET', path: '/v2.23/auth.create_credentials', body: '{"label":"box"}' });
    const query = await client.raw('api/auth.login?expiration_sec=60', { headers: jane });
    expect(query.headers.getSetCookie()[0]).toMatch(/Max-Age=(?:59|60);/);
  });

  test('takes its own cookie and the caller’s address along, no other cookie and no header of the hop', async () => {
    await logIn();
    client.cookies.set('other', 'secret');
    await client.call(
      users.getPreferences,
      {},
      { headers: { 'x-forwarded-for': '6.6.6.6', 'x-clearml-worker': 'box:1', te: 'trailers' }, address: '10.1.2.3' },
    );
    const headers = clearml.requests.at(-1)?.headers;
    expect(headers).toMatchObject({ 'x-forwarded-for': '10.1.2.3', 'x-real-ip': '10.1.2.3', 'x-clearml-worker': 'box:1' });
    expect(headers?.cookie).toBe(`clearml_token_basic=${client.cookies.get('clearml_token_basic')}`);
    expect(headers).not.toHaveProperty('te');
    expect(headers).not.toHaveProperty('sec-fetch-site');
    expect(headers).not.toHaveProperty('origin');
  });

  test('sets ClearML’s cookie for this host only, as long as its token lives', async () => {
    const answer = await client.call(auth.login, { expiration_sec: 3600 }, { headers: jane });
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(
      /^clearml_token_basic=[\w-]+\.[\w-]+\.[\w-]+; Expires=[^;]+; Max-Age=3(?:600|599); HttpOnly; Path=\/; SameSite=Lax$/,
    );
    clearml.fault(
      faults.says(200, 'application/json', '{}', {
        'Set-Cookie': 'clearml_token_basic=new; Domain=corp.example; Path=/x; SameSite=None',
      }),
    );
    const renewed = await client.raw('api/auth.login', { method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(renewed.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^clearml_token_basic=new; Expires=[^;]+; Max-Age=2592000; HttpOnly; Path=\/; SameSite=Lax$/),
    ]);
    clearml.fault(faults.says(200, 'application/json', '{}', { 'Set-Cookie': 'session=theirs; Path=/' }));
    const other = await client.raw('api/auth.login', { method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(other.headers.getSetCookie()).toEqual([]);
  });

  test.each([
    '/api/../credentials.json',
    '/api/configuration.json',
    '/api/v2/auth.login',
    '/files/secret',
    '/api/auth.login/../../x',
    '/x/auth.login',
  ])('reaches nothing else of that server: %s', async (path) => {
    const response = await site.app.fetch(new Request(`http://localhost:8080${path}`, { headers: { host: 'localhost:8080' } }));
    expect(response.status).toBe(400);
    expect(clearml.requests).toEqual([]);
  });
});

describe('what a browser must not send passes the proxy neither', () => {
  const json = { 'content-type': 'application/json' };
  test.each([
    [
      'check 1: a foreign origin',
      403,
      { method: 'POST', headers: { ...json, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, body: '{}' },
    ],
    ['check 2: a form', 415, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }],
    ['check 3: a change by GET with the cookie alone', 405, { method: 'GET', headers: {} }],
    ['check 3: a change by PUT with the cookie alone', 405, { method: 'PUT', headers: {} }],
    ['a body in a coding, in ClearML’s words', 415, { method: 'POST', headers: { ...json, 'content-encoding': 'gzip' }, body: '{}' }],
  ])('%s', async (_name, status, init) => {
    await logIn();
    const before = clearml.requests.length;
    const response = await client.raw('api/auth.create_credentials', init);
    expect(response.status).toBe(status);
    expect(clearml.requests).toHaveLength(before);
  });

  test('check 3: by another method than POST the cookie alone reads only what the page does', async () => {
    await logIn();
    expect((await client.raw('api/users.get_current_user')).status).toBe(200);
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) expect((await client.raw('api/users.get_all', { method })).status).toBe(405);
    expect((await client.raw('api/users.get_all', { headers: jane })).status).not.toBe(405);
  });

  test('check 51: a body of 10 MB', async () => {
    await logIn();
    const { status } = await client.call(users.setPreferences, { preferences: { a: 'x'.repeat(10_000_000) } });
    expect(status).toBe(413);
  });
});

test('the page knows what is behind it and where that is', async () => {
  const configuration: unknown = await (await client.raw('configuration.json')).json();
  const { hostname } = new URL(clearml.url);
  expect(configuration).toMatchObject({
    deployment: 'connected',
    displayedServerUrls: { webServer: `http://${hostname}:8080`, apiServer: clearml.url, filesServer: `http://${hostname}:8081` },
  });
});

test('/readyz follows the ClearML Server, /healthz the process', async () => {
  expect((await client.raw('readyz')).status).toBe(200);
  clearml.fault(faults.html(502));
  const ready = await client.raw('readyz');
  expect(ready.status).toBe(500);
  expect(await ready.json()).toMatchObject({ status: expect.stringContaining('proxy') as string });
  expect((await client.raw('healthz')).status).toBe(200);
});

test('a large answer is passed on as it comes, and cut where it has no end', async () => {
  clearml.fault(faults.huge(3 * 1024 * 1024));
  expect((await (await client.raw('api/server.info', { method: 'POST' })).text()).length).toBeGreaterThan(3 * 1024 * 1024);
  clearml.fault(faults.huge(Number.POSITIVE_INFINITY));
  await expect((await client.raw('api/server.info', { method: 'POST' })).text()).rejects.toThrow();
});

test('JSON is passed on as nothing but JSON, and runs nothing', async () => {
  clearml.fault(faults.says(200, 'Application/JSON; charset=utf-7', '{}'));
  const { headers } = await client.raw('api/events.get_task_log', { method: 'POST' });
  expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual(['application/json', null]);
  expect(headers.get('content-security-policy')).toMatch(/form-action 'none'; sandbox$/);
});

describe('an answer that is no JSON', () => {
  test.each([
    ['text/csv; charset=utf-8', 'attachment; filename="tasks.csv"', 'attachment; filename="tasks.csv"'],
    ['text/plain', 'inline; filename="task.log"', 'attachment; filename="task.log"'],
    ['image/svg+xml', null, 'attachment'],
    ['application/jsonx', null, 'attachment'],
  ])('is a file to be saved, never a page of ours: %s', async (type, said, disposition) => {
    clearml.fault(faults.says(200, type, 'a,b\n', said === null ? {} : { 'Content-Disposition': said }));
    const response = await client.raw('api/events.download_task_log', { method: 'POST' });
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, type, 'a,b\n']);
    expect(response.headers.get('content-disposition')).toBe(disposition);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test.each([
    ['a page', 200, { 'Content-Type': 'text/html; charset=utf-8' }],
    ['a page as XML', 200, { 'Content-Type': 'application/xhtml+xml' }],
    ['a program', 200, { 'Content-Type': 'text/javascript' }],
    ['of no kind', 200, {}],
    ['of two kinds', 200, { 'Content-Type': 'application/json, text/html' }],
    ['of two kinds, a page last', 200, { 'Content-Type': 'text/plain;a=b,text/html' }],
    [
      'of two kinds in two lines',
      200,
      [
        ['Content-Type', 'application/json'],
        ['Content-Type', 'text/html'],
      ].flat(),
    ],
    ['an error that only begins as JSON', 404, { 'Content-Type': 'application/jsonx' }],
    ['an error', 404, { 'Content-Type': 'text/plain' }],
    ['a redirect', 302, { 'Content-Type': 'text/plain', Location: 'https://sso.example' }],
  ] as const)('is not taken for ClearML’s: %s', async (_name, status, headers) => {
    clearml.fault((response) => void response.writeHead(status, headers).end('x'));
    const { meta } = await client.call(users.getPreferences);
    expect([meta.result_code, meta.error_data?.['error']]).toEqual([502, 'upstream_not_clearml']);
  });
});

test('an older and a newer server are understood', async () => {
  clearml.fault(faults.unknownFields);
  expect((await client.ok(server.info, {})).version).toBe('2.0.0');
  await client.ok(login.supportedModes, {});
});

test('a proxy that forwards from outside of TRUSTED_PROXIES is told once, with the line to set, and strangers who pretend to be one fill no log', async () => {
  const headers = { 'x-forwarded-for': '1.2.3.4' };
  for (const address of ['2001:db8::1', '10.0.0.9', '2001:db8::2', '10.0.0.9']) await client.raw('healthz', { headers, address });
  const told = (): string[] => site.logged.filter((line) => line.includes('TRUSTED_PROXIES'));
  expect(told().map((line) => /TRUSTED_PROXIES=([\w.:]+)/.exec(line)?.[1])).toEqual(['2001:db8::1', '10.0.0.9']);
  for (let at = 0; at < 30; at += 1) await client.raw('healthz', { headers, address: `10.0.1.${at}` });
  expect(told()).toHaveLength(20);
});

describe('login.supported_modes says of a cookie', () => {
  const refused = async () => (await client.ok(login.supportedModes, pageModes)).refused_cookie;
  const endElsewhere = async (): Promise<void> => {
    const elsewhere = site.client();
    for (const [name, value] of client.cookies) elsewhere.cookies.set(name, value);
    await elsewhere.ok(login.logout, {});
  };

  test('whose session it was, where somebody ended that on the ClearML Server', async () => {
    await logIn();
    expect(await refused()).toBeUndefined();
    await endElsewhere();
    expect(await refused()).toEqual({ reason: 'revoked', user: clearml.user('jane').id });
  });

  test('nothing where a page does not ask', async () => {
    await logIn();
    await endElsewhere();
    expect((await client.call(login.supportedModes)).data).not.toHaveProperty('refused_cookie');
    expect(clearml.requests.at(-1)?.operation).toBe(login.supportedModes.name);
  });

  test('nothing where it ran out, revoked or not', async () => {
    client.cookies.set('clearml_token_basic', await clearml.token('jane', -5));
    expect(await refused()).toBeUndefined();
    await endElsewhere();
    expect(await refused()).toBeUndefined();
  });

  test('nothing where another server made it, or where it is no token', async () => {
    const other = await startStandIn();
    client.cookies.set('clearml_token_basic', await other.token('jane'));
    await other.close();
    expect(await refused()).toBeUndefined();
    client.cookies.set('clearml_token_basic', 'a.b.c');
    expect(await refused()).toBeUndefined();
  });

  test('nothing where the second question fails', async () => {
    await logIn();
    await endElsewhere();
    clearml.fault(faults.html(502), users.getCurrentUser.name);
    expect(await refused()).toBeUndefined();
  });

  test('nothing where the page goes away meanwhile, and asks no further', async () => {
    await logIn();
    await endElsewhere();
    const leaving = new AbortController();
    const given = new Promise<void>((resolve) =>
      clearml.fault((response) => {
        response.once('close', resolve);
        leaving.abort();
      }, users.getCurrentUser.name),
    );
    const body = JSON.stringify(pageModes);
    const headers = { 'content-type': 'application/json' };
    await client.raw(`api/${login.supportedModes.name}`, { method: 'POST', headers, body, signal: leaving.signal });
    await given;
  });

  test('nothing where both questions together would take longer than the page waits', async () => {
    await logIn();
    await endElsewhere();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      clearml.fault(async (response, sound) => {
        vi.advanceTimersByTime(15_000);
        const { status, headers, body } = await sound();
        response.writeHead(status, headers).end(body);
      }, login.supportedModes.name);
      const given = new Promise<void>((resolve) =>
        clearml.fault((response) => {
          response.once('close', resolve);
          vi.advanceTimersByTime(12_000);
        }, users.getCurrentUser.name),
      );
      expect(await refused()).toBeUndefined();
      await given;
    } finally {
      vi.useRealTimers();
    }
  });

  test('and leaves the rest of the answer as it is', async () => {
    const before = await client.ok(login.supportedModes, pageModes);
    await logIn();
    await endElsewhere();
    const { refused_cookie: _, ...after } = await client.ok(login.supportedModes, pageModes);
    expect(after).toEqual(before);
  });
});
