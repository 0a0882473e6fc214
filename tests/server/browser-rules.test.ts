import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth, login, users } from '#contract/index.ts';
import { basic, bearer, type TestClient } from '#tests/support/client.ts';
import { addPerson, logIn, samplePassword, type Person } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let ada: Person;
let browser: TestClient;

const start = async (settings: Parameters<typeof startServer>[0] = {}): Promise<void> => {
  server = await startServer(settings);
  ada = await addPerson(server, 'ada@example.com');
  browser = await logIn(server, ada);
};
beforeEach(() => start());
afterEach(() => server.close());

const keys = async (): Promise<number> => (await browser.ok(auth.getCredentials, {})).credentials.length;

/** A call with the cookie and exactly these headers. */
const send = (
  headers: Record<string, string>,
  { method = 'POST', body = '{}', path = 'api/auth.create_credentials' }: { method?: string; body?: string | null; path?: string } = {},
) => browser.raw(path, { method, headers, ...(body === null ? {} : { body }) });

const json = { 'content-type': 'application/json' };

describe('where a call may come from', () => {
  test.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another site that names our origin wrongly', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:8080.evil.example' }],
    ['the same site only', { 'sec-fetch-site': 'same-site' }],
    ['the same host on another port', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:9000' }],
    ['no origin at all', { origin: 'null' }],
  ])('check 1: %s is refused with 403 and changes nothing', async (_what, headers) => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const answer = await send({ ...json, ...headers }, { method });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({
        meta: { result_code: 403, result_subcode: 1000, error_data: { error: 'foreign_origin' } },
      });
    }
    expect(await keys()).toBe(0);
  });

  test.each([
    ['the page itself', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8080' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['a browser without Sec-Fetch-Site', { origin: 'http://localhost:8080' }],
    ['a proxy that ends TLS', { origin: 'https://localhost:8080' }],
    ['a program', {}],
  ])('%s is let in', async (_what, headers) => {
    expect((await send({ ...json, ...headers })).status).toBe(200);
  });

  test('a page that shows somebody else than the cookie’s user does nothing by it; a key says for itself who comes', async () => {
    const shown = (user: string, headers = {}) => send({ ...json, 'sec-fetch-site': 'same-origin', 'x-profile-user': user, ...headers });
    const refused = await shown('f'.repeat(32));
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ meta: expect.objectContaining({ result_subcode: 1001, error_data: { error: 'other_user' } }) as object }),
    ]);
    expect(await keys()).toBe(0);
    expect((await shown(ada.id)).status).toBe(200);
    expect((await shown('f'.repeat(32), basic(ada.email, samplePassword))).status).toBe(200);
    expect(await keys()).toBe(2);
  });

  test('the refusal names both origins and the setting', async () => {
    const answer = await browser.call(
      auth.createCredentials,
      {},
      { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } },
    );
    expect(answer.meta.result_msg).toBe(
      'The request comes from another site: origin=https://evil.example, own=localhost:8080; set PUBLIC_URL to where browsers reach this server',
    );
  });

  test('PUBLIC_URL and CORS_ORIGINS are let in', async () => {
    await server.close();
    await start({ publicUrl: 'https://corp.example/clearml/', corsOrigins: ['https://app.example'], trustedProxies: ['127.0.0.1'] });
    for (const origin of ['https://corp.example', 'https://app.example'])
      expect(
        (await browser.call(auth.createCredentials, {}, { headers: { origin, 'sec-fetch-site': 'cross-site', host: '10.0.0.7:8080' } }))
          .status,
      ).toBe(200);
    expect(
      (await browser.call(auth.createCredentials, {}, { headers: { origin: 'https://other.example', 'sec-fetch-site': 'cross-site' } }))
        .status,
    ).toBe(403);
  });

  test('check 1: a log-in by password, and what belongs to log-in, is bound to the same rule', async () => {
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await server.client().call(auth.login, {}, { headers: { ...basic(ada.email, samplePassword), ...foreign } })).status).toBe(403);
    for (const operation of [login.supportedModes, login.logout, login.setPassword])
      expect((await server.client().call(operation, {}, { headers: foreign })).status).toBe(403);
  });

  test('a program with a key or a token comes from anywhere', async () => {
    const key = (await browser.ok(auth.createCredentials, {})).credentials;
    const foreign = { origin: 'https://notebook.example', 'sec-fetch-site': 'cross-site' };
    const { token } = await server.client().ok(auth.login, {}, { headers: { ...basic(key.access_key, key.secret_key), ...foreign } });
    expect((await server.client().call(users.getPreferences, {}, { headers: { ...bearer(token), ...foreign } })).status).toBe(200);
  });
});

describe('how a call of a browser looks', () => {
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp', ''])(
    'check 2: a body of type %j is refused with 415',
    async (type) => {
      const answer = await send({ 'content-type': type, 'sec-fetch-site': 'same-origin' });
      expect([answer.status, await keys()]).toEqual([415, 0]);
    },
  );

  test('check 2: JSON with a character set will do, and nothing at all needs no type', async () => {
    expect((await send({ 'content-type': 'Application/JSON; charset=utf-8' })).status).toBe(200);
    expect((await send({}, { body: null })).status).toBe(200);
    expect((await send({ 'content-length': '0' }, { body: '' })).status).toBe(200);
  });

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'])('check 3: nothing changes by %s with the cookie alone', async (method) => {
    for (const operation of ['auth.create_credentials', 'auth.logout', 'login.logout', 'users.update', 'auth.login'])
      expect((await send({ 'sec-fetch-site': 'same-origin' }, { method, body: null, path: `api/${operation}` })).status).toBe(405);
    expect(await keys()).toBe(0);
  });

  test('check 3: reading by GET is no change', async () => {
    expect((await send({}, { method: 'GET', body: null, path: 'api/auth.get_credentials' })).status).toBe(200);
    expect((await server.client().call(login.supportedModes, {}, { method: 'GET' })).status).toBe(200);
  });

  test('check 3: a GET that a listener made a POST is still a GET', async () => {
    expect((await send(json, { method: 'GET' })).status).toBe(405);
  });
});

describe('what a browser may read from elsewhere', () => {
  const origin = { origin: 'https://app.example' };
  const allowed = (response: Response) => [
    response.headers.get('access-control-allow-origin'),
    response.headers.get('access-control-allow-credentials'),
  ];

  test('check 13: an unknown origin is never named', async () => {
    const answers = [
      await server.client().raw('api/server.info', { method: 'POST', headers: origin }),
      await server.client().raw('api/auth.login', { method: 'OPTIONS', headers: { ...origin, 'access-control-request-method': 'POST' } }),
      await server.client().raw('configuration.json', { headers: origin }),
    ];
    for (const answer of answers) expect(allowed(answer)).toEqual([null, null]);
  });

  test('check 13: a configured origin is, with the cookie', async () => {
    await server.close();
    await start({ corsOrigins: ['https://app.example'] });
    const preflight = await server
      .client()
      .raw('api/auth.login', { method: 'OPTIONS', headers: { ...origin, 'access-control-request-method': 'POST' } });
    expect([preflight.status, ...allowed(preflight)]).toEqual([200, 'https://app.example', 'true']);
    const answer = await server.client().raw('api/server.info', { method: 'POST', headers: origin });
    expect([...allowed(answer), answer.headers.get('vary')]).toEqual(['https://app.example', 'true', 'Origin']);
    expect(
      allowed(await server.client().raw('api/server.info', { method: 'POST', headers: { origin: 'https://app.example.evil' } })),
    ).toEqual([null, null]);
  });

  test('check 14: no answer of the API may be kept, or taken for anything but JSON', async () => {
    for (const [operation, status] of [
      [auth.createCredentials, 200],
      [auth.getCredentials, 200],
      ['auth.nope', 404],
    ] as const) {
      const { headers, status: got } = await browser.call(operation);
      expect([got, headers.get('cache-control'), headers.get('x-content-type-options'), headers.get('content-type')]).toEqual([
        status,
        'no-store',
        'nosniff',
        'application/json',
      ]);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
      );
      expect(headers.get('strict-transport-security')).toBeNull();
    }
  });

  test('HSTS is sent where it was asked for', async () => {
    await server.close();
    await start({ hsts: true });
    expect((await browser.call(auth.getCredentials)).headers.get('strict-transport-security')).toBe('max-age=31536000');
  });
});

test('check 1: an empty Authorization header does not lift the rules of the cookie', async () => {
  const before = await keys();
  const foreign = { ...json, authorization: '', origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' };
  expect((await send(foreign)).status).toBe(403);
  expect((await send({ authorization: '', 'content-type': 'text/plain' })).status).toBe(415);
  expect(await keys()).toBe(before);
});
