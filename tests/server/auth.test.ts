import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth, limits, login, users } from '#contract/index.ts';
import { createApp } from '#server/app.ts';
import { makeSecrets } from '#server/keys.ts';
import { isSoundPair } from '#server/rules/access-key.ts';
import { basic, bearer, TestClient } from '#tests/support/client.ts';
import { addMember, addPerson, logIn, samplePassword, type Person } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let ada: Person;
let bob: Person;
let browser: TestClient;

beforeEach(async () => {
  server = await startServer();
  [ada, bob] = [await addPerson(server, 'ada@example.com'), await addPerson(server, 'bob@example.com', 'Bob Sample')];
  browser = await logIn(server, ada);
});
afterEach(() => server.close());

const makeKey = async (request = {}, options = {}) => (await browser.ok(auth.createCredentials, request, options)).credentials;
const keysOf = async (client: TestClient, options = {}) => (await client.ok(auth.getCredentials, {}, options)).credentials;

describe('logging in', () => {
  test("by password gives a token that ClearML's SDK can decode, and a cookie for as long", async () => {
    const answer = await server.client().call(auth.login, {}, { headers: basic('Ada@Example.com', samplePassword) });
    expect(answer.status).toBe(200);
    const endpoint = { name: 'auth.login', requested_version: '2.31', actual_version: '1.0' };
    expect(answer.meta).toMatchObject({ result_msg: 'OK', result_subcode: 0, error_stack: '', error_data: {}, endpoint });
    const now = server.clock.now() / 1000;
    expect(decodeJwt(String(answer.data['token']))).toMatchObject({
      iat: now,
      exp: now + 2_592_000,
      auth_type: 'Bearer',
      env: '<unknown>',
      api_version: '2.31',
      feature_set: 'basic',
      identity: { user: ada.id, user_name: 'Ada Sample', role: 'user', company: ada.workspace, company_name: "Ada Sample's workspace" },
    });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^clearml_token_basic=[^;]+; Expires=Wed, 23 Dec 2026 16:00:00 GMT; Max-Age=2592000; HttpOnly; Path=\/; SameSite=Lax$/,
    );
  });

  test('by key pair, as the SDK does, acts in the workspace of the pair', async () => {
    await addMember(server, bob.workspace, ada.id);
    const key = await makeKey({}, { workspace: bob.workspace });
    const answer = await server.client().call(auth.login, {}, { method: 'GET', headers: basic(key.access_key, key.secret_key) });
    expect(answer.status).toBe(200);
    expect(decodeJwt(String(answer.data['token']))).toMatchObject({ identity: { user: ada.id, company: bob.workspace } });
  });

  test.each([
    ['nothing', {}, 401, 20, 'Unauthorized (missing credentials)'],
    ['a wrong password', basic('ada@example.com', 'not this one'), 401, 22],
    ['an unknown name', basic('nobody@example.com', samplePassword), 401, 22],
    ['no colon', basic('ada@example.com', '').authorization.slice(0, -4), 401, 22],
    ['a lower-case scheme', { authorization: 'basic amFuZTp4' }, 401, 10, 'Unauthorized (bad authentication header type)'],
    ['broken base64', { authorization: 'Basic abc' }, 401, 21, 'Unauthorized (malformed credentials) (Incorrect padding)'],
    ['nothing that could be base64', { authorization: 'Basic ???' }, 401, 22],
    ['a token that is none', { authorization: 'Bearer abc' }, 401, 30, 'Invalid token (invalid jwt token): reason=Not enough segments'],
  ])('with %s is refused', async (_what, header, status, subcode, message?: string) => {
    const headers = typeof header === 'string' ? { authorization: header } : header;
    const answer = await server.client().call(auth.login, {}, { headers: { ...headers } });
    expect([answer.status, answer.meta.result_code, answer.meta.result_subcode]).toEqual([status, status, subcode]);
    if (message !== undefined) expect(answer.meta.result_msg).toBe(message);
    expect(answer.meta).toMatchObject({ error_stack: null, error_data: {} });
    expect(answer.data).toEqual({});
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('a bad header is not rescued by a good cookie', async () => {
    expect((await browser.call(users.getCurrentUser, {}, { headers: { authorization: 'Bearer a.b.c' } })).status).toBe(401);
  });

  test.each([
    [{}, 2_592_000],
    [{ expiration_sec: null }, 2_592_000],
    [{ expiration_sec: 0 }, 2_592_000],
    [{ expiration_sec: 60 }, 60],

    [{ expiration_sec: 60.7 }, 60],
    [{ expiration_sec: -5 }, -5],
    [{ expiration_sec: limits.tokenSeconds }, limits.tokenSeconds],
    [{ expiration_sec: '60' }, 60],
    [{ expiration_sec: true }, 1],
  ])('honours %j', async (request, seconds) => {
    const { data } = await server.client().call(auth.login, request, { headers: basic(ada.email, samplePassword) });
    expect(decodeJwt(String(data['token'])).exp).toBe(server.clock.now() / 1000 + seconds);
  });

  test.each([[limits.tokenSeconds + 1], ['soon'], [{ $gt: '' }]])('refuses a life of %j', async (expiration_sec) => {
    const answer = await server.client().call(auth.login, { expiration_sec }, { headers: basic(ada.email, samplePassword) });
    expect([answer.status, answer.meta.result_subcode]).toEqual([400, 12]);
  });

  test('takes the life of a token from the address too', async () => {
    const response = await server.client().raw('auth.login?expiration_sec=60', { headers: basic(ada.email, samplePassword) });
    const { data } = (await response.json()) as { data: { token: string } };
    expect(decodeJwt(data.token).exp).toBe(server.clock.now() / 1000 + 60);
  });

  test('names and passwords of any script pass', async () => {
    await server.store.db.updateTable('users').set({ password_hash: null }).where('id', '=', ada.id).execute();
    const answer = await server.client().call(auth.login, {}, { headers: basic('ada@example.com', 'pässwörd 密码 🔑') });
    expect(answer.status).toBe(401);
  });
});

describe('logging out', () => {
  test('check 6: ends the session of a cookie, and removes it', async () => {
    const copy = await stolen();
    const answer = await browser.call(auth.logout);
    expect(answer.headers.get('set-cookie')).toBe(
      'clearml_token_basic=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly; Path=/; SameSite=Lax',
    );
    expect(browser.cookies.size).toBe(0);
    expect((await copy.call(users.getCurrentUser)).status).toBe(401);
  });

  test.each([auth.logout, login.logout])(
    'check 6: by $name refuses the old cookie from the next call on, on every process',
    async (operation) => {
      const elsewhere = new TestClient(
        createApp({ ...server.parts, secrets: makeSecrets('a key of the tests') }),
        'http://localhost:8080/',
      );
      const copies = [await stolen(), elsewhere];
      for (const [name, value] of browser.cookies) elsewhere.cookies.set(name, value);
      // each has seen the token, and may remember it
      for (const copy of copies) expect((await copy.call(users.getCurrentUser)).status).toBe(200);
      await browser.ok(operation, {});
      for (const copy of copies)
        expect((await copy.call(users.getCurrentUser)).meta).toMatchObject({ result_code: 401, result_subcode: 30 });
    },
  );

  test('needs to be logged in, and twice is once', async () => {
    expect((await server.client().call(auth.logout)).meta).toMatchObject({ result_code: 401, result_subcode: 20 });
    const copy = await stolen();
    await browser.ok(auth.logout, {});
    expect((await copy.call(auth.logout)).meta).toMatchObject({
      result_code: 401,
      result_subcode: 30,
      result_msg: 'Invalid token (revoked token)',
    });
  });

  const stolen = async (): Promise<TestClient> => {
    const copy = server.client();
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    return copy;
  };
});

describe('app credentials', () => {
  test('are made in the form of ClearML, with or without a label', async () => {
    const plain = await makeKey();
    expect(plain.access_key).toMatch(/^[A-Z0-9]{30}$/);
    expect(plain.secret_key).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]{66}$/);
    expect(isSoundPair(plain.access_key, plain.secret_key)).toBe(true);
    expect(plain).not.toHaveProperty('label');
    expect(await makeKey({ label: null })).not.toHaveProperty('label');
    expect(await makeKey({ label: 'CI – GPU 1' })).toMatchObject({ label: 'CI – GPU 1' });
    expect(await makeKey({ label: '', unknown: true })).toMatchObject({ label: '' });
  });

  test('are listed oldest first, those of other workspaces apart', async () => {
    await addMember(server, bob.workspace, ada.id);
    const first = await makeKey({ label: 'one' });
    server.clock.advance(1000);
    const second = await makeKey();
    const elsewhere = await makeKey({ label: 'there' }, { workspace: bob.workspace });
    const { credentials, additional_credentials } = await browser.ok(auth.getCredentials, {});
    expect(credentials).toEqual([
      { access_key: first.access_key, label: 'one', created: '2026-11-23T16:00:00+00:00' },
      { access_key: second.access_key, created: '2026-11-23T16:00:01+00:00' },
    ]);
    expect(additional_credentials).toEqual({ [bob.workspace]: [expect.objectContaining({ access_key: elsewhere.access_key })] });
    const there = await browser.ok(auth.getCredentials, {}, { workspace: bob.workspace });
    expect(there.credentials).toEqual([expect.objectContaining({ access_key: elsewhere.access_key })]);
  });

  test('check 43: of a key pair are those of its own workspace', async () => {
    await addMember(server, bob.workspace, ada.id);
    await makeKey({}, { workspace: bob.workspace });
    const key = await makeKey();
    const program = { headers: basic(key.access_key, key.secret_key) };
    expect(await server.client().ok(auth.getCredentials, {}, program)).toMatchObject({
      credentials: [{ access_key: key.access_key }],
      additional_credentials: {},
    });
    expect((await server.client().call(auth.getCredentials, {}, { ...program, workspace: bob.workspace })).meta).toMatchObject({
      result_code: 400,
      result_subcode: 10,
    });
    const { token } = await server.client().ok(auth.login, {}, program);
    expect((await server.client().call(auth.getCredentials, {}, { headers: bearer(token), workspace: bob.workspace })).meta).toMatchObject({
      result_subcode: 10,
    });
  });

  test('say when and from where the pair itself was last used, and say nothing of its tokens', async () => {
    const key = await makeKey();
    const pair = basic(key.access_key, key.secret_key);
    const use = (worker: string) => server.client().ok(auth.login, {}, { headers: { ...pair, 'x-clearml-worker': worker } });
    expect(await keysOf(browser)).toEqual([expect.not.objectContaining({ last_used: expect.anything() })]);
    const { token } = await use('gpu-1');
    expect(await keysOf(browser)).toMatchObject([{ last_used: '2026-11-23T16:00:00', last_used_from: 'gpu-1' }]);
    server.clock.advance(1_500);
    await server.client().ok(users.getPreferences, {}, { headers: { ...pair, 'x-trains-worker': 'gpu-2' } });
    expect(await keysOf(browser)).toMatchObject([{ last_used: '2026-11-23T16:00:01.500000', last_used_from: 'gpu-2' }]);
    await server.client().ok(users.getPreferences, {}, { headers: pair, address: '203.0.113.7' });
    expect(await keysOf(browser)).toMatchObject([{ last_used_from: '203.0.113.7' }]);
    server.clock.advance(3_600_000);
    await server.client().ok(users.getPreferences, {}, { headers: { ...bearer(token), 'x-clearml-worker': 'gpu-3' } });
    expect(await keysOf(browser)).toMatchObject([{ last_used: '2026-11-23T16:00:01.500000', last_used_from: '203.0.113.7' }]);
  });

  test('get another label, or none', async () => {
    const key = await makeKey({ label: 'old' });
    expect(await browser.ok(auth.editCredentials, { access_key: key.access_key, label: 'new' })).toEqual({ updated: 1 });
    expect(await keysOf(browser)).toMatchObject([{ label: 'new' }]);
    expect(await browser.ok(auth.editCredentials, { access_key: key.access_key })).toEqual({ updated: 1 });
    expect((await keysOf(browser))[0]).not.toHaveProperty('label');
  });

  test('are at most a hundred for one person in one workspace, however many are asked for at once', async () => {
    const asked = await Promise.all(Array.from({ length: limits.credentials + 8 }, () => browser.call(auth.createCredentials)));
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(limits.credentials);
    expect(asked.find(({ status }) => status !== 200)?.meta).toMatchObject({ result_code: 400, result_subcode: 50 });
    expect((await (await logIn(server, bob)).call(auth.createCredentials)).status).toBe(200);
  });

  test.each([
    ['a number', 7],
    ['a list', ['x']],
    ['an operator', { $gt: '' }],
    ['two lines', 'a\nb'],
    ['a lone carriage return', 'a\rb'],
    ['a line separator', 'a\u2028b'],
    ['a control character', 'a\u0007b'],
    ['NUL', 'a\u0000b'],
    ['text turned around', 'a\u202eb'],
    ['129 characters', 'x'.repeat(129)],
    ['10,000 characters', 'x'.repeat(10_000)],
  ])('check 26: take no label of %s', async (_what, label) => {
    const key = await makeKey({ label: 'kept' });
    for (const answer of [
      await browser.call(auth.createCredentials, { label }),
      await browser.call(auth.editCredentials, { access_key: key.access_key, label }),
    ])
      expect([answer.status, answer.meta.result_subcode, answer.meta.result_msg.includes("'label'")]).toEqual([400, 12, true]);
    expect(await keysOf(browser)).toMatchObject([{ label: 'kept' }]);
  });

  test.each(['', ' ', 'x', 'x'.repeat(128), 'שלום', '👩🏽‍🚀', '<img src=x onerror=alert(1)>', '"}', '${x} `y` #z'])(
    'check 26: keep the label %j as it is',
    async (label) => {
      await makeKey({ label });
      expect(await keysOf(browser)).toMatchObject([{ label }]);
    },
  );
});

describe('revoking', () => {
  test('check 20: a revoked key is refused at once, and so are the tokens made from it', async () => {
    const key = await makeKey();
    const { token } = await server.client().ok(auth.login, {}, { headers: basic(key.access_key, key.secret_key) });
    expect((await server.client().call(users.getCurrentUser, {}, { headers: bearer(token) })).status).toBe(200);
    expect(await browser.ok(auth.revokeCredentials, { access_key: key.access_key })).toEqual({ revoked: 1 });
    expect((await server.client().call(auth.login, {}, { headers: basic(key.access_key, key.secret_key) })).meta).toMatchObject({
      result_code: 401,
      result_subcode: 22,
    });
    expect((await server.client().call(users.getCurrentUser, {}, { headers: bearer(token) })).meta).toMatchObject({
      result_code: 401,
      result_subcode: 30,
    });
    expect((await browser.call(users.getCurrentUser)).status).toBe(200);
  });

  test('a token renewed from a token of a key dies with the key too', async () => {
    const key = await makeKey();
    const first = await server.client().ok(auth.login, {}, { headers: basic(key.access_key, key.secret_key) });
    const second = await server.client().ok(auth.login, {}, { headers: bearer(first.token) });
    await browser.ok(auth.revokeCredentials, { access_key: key.access_key });
    expect((await server.client().call(users.getCurrentUser, {}, { headers: bearer(second.token) })).status).toBe(401);
  });

  test('check 21: revoking twice leaves the same state and says so', async () => {
    const key = await makeKey();
    await browser.ok(auth.revokeCredentials, { access_key: key.access_key });
    const again = await browser.call(auth.revokeCredentials, { access_key: key.access_key });
    expect(again.meta).toMatchObject({
      result_code: 400,
      result_subcode: 300,
      result_msg: `Invalid user (invalid user or invalid access key): id=${ada.id}, company=${ada.workspace}, credentials__key=${key.access_key}`,
    });
    expect(await keysOf(browser)).toEqual([]);
  });

  test("check 23: somebody else's key, and one's own of another workspace, answer like keys that do not exist", async () => {
    const other = await logIn(server, bob);
    await addMember(server, bob.workspace, ada.id, 'admin');
    const his = (await other.ok(auth.createCredentials, {})).credentials.access_key;
    const elsewhere = (await makeKey({}, { workspace: bob.workspace })).access_key;
    const answers = async (access_key: string, options = {}) =>
      [
        await browser.call(auth.editCredentials, { access_key, label: 'x' }, options),
        await browser.call(auth.revokeCredentials, { access_key }, options),
      ].map(({ status, meta }) => [status, meta.result_subcode, meta.result_msg.replaceAll(access_key, 'KEY')]);
    const unknown = await answers('CMP000000000000000000000000000');
    expect(unknown.map(([status, subcode]) => [status, subcode])).toEqual([
      [400, 75],
      [400, 300],
    ]);
    expect(await answers(his)).toEqual(unknown);
    expect(await answers(elsewhere)).toEqual(unknown);
    const there = await answers(his, { workspace: bob.workspace });
    expect(there.map(([status]) => status)).toEqual([400, 400]);
    expect(await keysOf(other)).toHaveLength(1);
    expect(await keysOf(browser, { workspace: bob.workspace })).toHaveLength(1);
  });

  test.each([
    [{}],
    [{ access_key: null }],
    [{ access_key: 7 }],
    [{ access_key: { $gt: '' } }],
    [{ access_key: ['x'] }],
    [{ access_key: 'a\nb' }],
  ])('takes no %j', async (request) => {
    expect((await browser.call(auth.revokeCredentials, request)).meta).toMatchObject({ result_code: 400, result_subcode: 12 });
    expect((await browser.call(auth.editCredentials, request)).meta).toMatchObject({ result_code: 400, result_subcode: 12 });
  });
});

test('every operation that needs a session answers 401/20 without one', async () => {
  for (const operation of [auth.logout, auth.getCredentials, auth.createCredentials, auth.editCredentials, auth.revokeCredentials])
    expect((await server.client().call(operation)).meta).toMatchObject({ result_code: 401, result_subcode: 20 });
});

test.each(['owner', 'admin', 'member'] as const)('a %s has keys of their own', async (role) => {
  await addMember(server, bob.workspace, ada.id, role);
  const key = await makeKey({}, { workspace: bob.workspace });
  expect(await keysOf(browser, { workspace: bob.workspace })).toHaveLength(1);
  await browser.ok(auth.editCredentials, { access_key: key.access_key, label: 'x' }, { workspace: bob.workspace });
  await browser.ok(auth.revokeCredentials, { access_key: key.access_key }, { workspace: bob.workspace });
});

test("a workspace that is not the caller's answers like one that does not exist", async () => {
  for (const workspace of [bob.workspace, 'f'.repeat(32), "x' or 1=1"]) {
    const answer = await browser.call(auth.getCredentials, {}, { workspace });
    expect([answer.status, answer.meta.result_subcode, answer.meta.result_msg]).toEqual([400, 10, 'Invalid object id']);
  }
});

test('an account that was disabled is refused everywhere', async () => {
  const key = await makeKey();
  await server.store.db.updateTable('users').set({ disabled: 1 }).where('id', '=', ada.id).execute();
  expect((await browser.call(auth.getCredentials)).status).toBe(401);
  expect((await server.client().call(auth.login, {}, { headers: basic(key.access_key, key.secret_key) })).status).toBe(401);
  expect((await server.client().call(auth.login, {}, { headers: basic(ada.email, samplePassword) })).status).toBe(401);
  expect(await browser.ok(login.supportedModes, {})).toMatchObject({ authenticated: false });
});
