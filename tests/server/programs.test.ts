import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth, users } from '#contract/index.ts';
import { basic, bearer, type TestClient } from '#tests/support/client.ts';
import { addMember, addPerson, logIn, samplePassword, type Person } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let ada: Person;
let bob: Person;
let browser: TestClient;

beforeEach(async () => {
  server = await startServer();
  ada = await addPerson(server, 'ada@example.com', 'Ada Sample');
  server.clock.advance(1000);
  bob = await addPerson(server, 'bob@example.com', 'Bob Sample');
  await addPerson(server, 'eve@example.com', 'Eve Elsewhere');
  await addMember(server, ada.workspace, bob.id);
  browser = await logIn(server, ada);
});
afterEach(() => server.close());

const listed = async (request: object = {}, operation = 'users.get_all', client = browser): Promise<Record<string, unknown>[]> => {
  const { data } = await client.call(operation, request, { workspace: ada.workspace });
  return data['users'] as Record<string, unknown>[];
};
const namesOf = async (request: object = {}, operation?: string) => (await listed(request, operation)).map(({ name }) => name);

describe('users.get_all', () => {
  test('lists who is in the workspace, and says no more of them than ClearML', async () => {
    expect(await listed()).toEqual([
      { id: ada.id, company: ada.workspace, name: 'Ada Sample', created: '2026-11-23T16:00:00+00:00' },
      { id: bob.id, company: ada.workspace, name: 'Bob Sample', created: '2026-11-23T16:00:01+00:00' },
    ]);
    const { meta } = await (await logIn(server, bob)).call('users.get_all', {}, { workspace: 'f'.repeat(32) });
    expect(meta).toMatchObject({ result_code: 400, result_subcode: 10 });
  });

  test('takes ids, a part of a name, an order and pages', async () => {
    expect(await namesOf({ id: [bob.id, 'nobody'] })).toEqual(['Bob Sample']);
    expect(await namesOf({ id: ada.id })).toEqual(['Ada Sample']);
    expect(await namesOf({ id: [] })).toHaveLength(2);
    expect(await namesOf({ name: 'ob S' })).toEqual(['Bob Sample']);
    for (const name of ['ob s', '%', '.*', '^Bob']) expect(await namesOf({ name })).toEqual([]);
    expect(await namesOf({ order_by: ['-name'] })).toEqual(['Bob Sample', 'Ada Sample']);
    expect(await namesOf({ order_by: '-created', page: 1, page_size: 1 })).toEqual(['Ada Sample']);
    for (const field of ['no_such_field', 'constructor', '__proto__', 'toString'])
      expect(await namesOf({ order_by: [field] })).toHaveLength(2);
  });

  test.each([
    [{ page: -1 }, 'Validation error (page must be >=0): field=page'],
    [{ page_size: 0 }, 'Validation error (page_size must be >0): field=page_size'],
    [{ name: 5 }, `Validation error (error for field 'name': ('value is wrong, expected type "str"', 5).)`],
  ])('refuses %j', async (request, message) => {
    expect((await browser.call('users.get_all', request)).meta).toMatchObject({
      result_code: 400,
      result_subcode: 12,
      result_msg: message,
    });
  });

  test('shows the fields that were asked for, and never what is not there to be seen', async () => {
    expect(await listed({ only_fields: ['name'], order_by: ['name'] })).toEqual([{ name: 'Ada Sample' }, { name: 'Bob Sample' }]);
    expect(await listed({ only_fields: ['email', 'password_hash', 'preferences', 'role'] })).toEqual([{}, {}]);
  });
});

describe('users.get_all_ex', () => {
  test('has the company as an object, with its name where that was asked for', async () => {
    expect((await listed({}, 'users.get_all_ex'))[0]).toMatchObject({ id: ada.id, company: { id: ada.workspace } });
    expect(await listed({ only_fields: ['company.name'], id: [ada.id] }, 'users.get_all_ex')).toEqual([
      { id: ada.id, company: { id: ada.workspace, name: "Ada Sample's workspace" } },
    ]);
  });

  test('knows of nobody who was active in a project', async () => {
    expect(await namesOf({ active_in_projects: [] }, 'users.get_all_ex')).toEqual([]);
    expect(await namesOf({ active_in_projects: [] }, 'v2.7/users.get_all_ex')).toHaveLength(2);
  });
});

describe('users.get_by_id', () => {
  const byId = async (user: unknown) => browser.call('users.get_by_id', { user }, { workspace: ada.workspace });

  test('shows oneself with preferences, as JSON in ASCII, and others without', async () => {
    expect((await byId(ada.id)).data).toMatchObject({ user: { id: ada.id, company: ada.workspace, preferences: '' } });
    await browser.ok(users.setPreferences, { preferences: { b: 'ž😀', a: [1] } });
    expect((await byId(ada.id)).data).toMatchObject({ user: { preferences: '{"b":"\\u017E\\uD83D\\uDE00","a":[1]}' } });
    await (await logIn(server, bob)).ok(users.setPreferences, { preferences: { secret: true } });
    expect((await byId(bob.id)).data).toMatchObject({ user: { id: bob.id, name: 'Bob Sample', preferences: '' } });
  });

  test('knows nobody outside of the workspace', async () => {
    const eve = await server.store.db.selectFrom('users').select('id').where('email', '=', 'eve@example.com').executeTakeFirstOrThrow();
    for (const id of [eve.id, 'f'.repeat(32), 'nope'])
      expect((await byId(id)).meta).toMatchObject({
        result_code: 400,
        result_subcode: 301,
        result_msg: `Invalid user id: id=${id}, company=${ada.workspace}`,
      });
    expect((await byId(undefined)).meta.result_msg).toBe("Validation error (error for field 'user'. field is required!)");
  });
});

describe('what only services of ClearML may call', () => {
  test.each([
    ['auth.create_user', 'system, root'],
    ['auth.edit_user', 'system, root, admin'],
    ['auth.get_token_for_user', 'system, root'],
    ['auth.validate_token', 'system, root'],
    ['users.create', 'system, root'],
    ['users.delete', 'system, root'],
    ['server.config', 'root, system'],
    ['server.endpoints', 'root, system'],
    ['server.get_stats', 'root, system'],
  ])('%s is refused to everybody, whatever they send', async (operation, allowed) => {
    const result_msg = `Forbidden (not allowed for role): role=user, allowed=(${allowed})`;
    const headers = { ...basic(ada.email, samplePassword), 'x-clearml-impersonate-as': bob.id };
    for (const body of ['{}', '{"role":', '[1]']) {
      const answer = await server.client().raw(operation, { method: 'POST', headers, body });
      expect(await answer.json()).toMatchObject({ meta: { result_code: 403, result_subcode: 20, result_msg, error_data: {} } });
    }
    expect((await server.client().call(operation)).meta).toMatchObject({ result_code: 401, result_subcode: 20 });
  });
});

describe('server.info', () => {
  const release = { version: '2.0.0', build: '613', commit: '' };
  test.each([
    ['v1.0', 1, release],
    ['v2.7', '1.0', release],
    ['v2.12', '2.12', { ...release, api_version: '2.31' }],
    ['v999.0', '2.12', { ...release, api_version: '2.31' }],
  ])('%s is answered as that version was', async (version, actual, data) => {
    const answer = await server.client().call(`${version}/server.info`);
    expect([answer.meta.endpoint.actual_version, answer.data]).toEqual([actual, data]);
  });

  test('names the installation from 2.8 to 2.11, always by the same name', async () => {
    const uids = [];
    for (const version of ['v2.8', 'v2.11']) uids.push((await server.client().call(`${version}/server.info`)).data['uid']);
    expect(uids[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(uids[1]).toBe(uids[0]);
  });
});

test('versions below 2.1 are numbers with a fraction, which the SDK asks for', async () => {
  for (const [path, versions] of [
    ['v1.0/debug.ping', '"requested_version":1.0,"actual_version":1.0'],
    ['v2.0/debug.ping', '"requested_version":2.0,"actual_version":1.0'],
    ['v1.10/debug.ping', '"requested_version":1.1,"actual_version":1.0'],
    ['v0.5/debug.ping', '"requested_version":0.5,"actual_version":null'],
    ['v2.1/debug.ping', '"requested_version":"2.1","actual_version":"1.0"'],
    ['nothing', '"requested_version":1.0,"actual_version":null'],
  ] as const)
    expect(await (await server.client().raw(path, { method: 'POST' })).text()).toContain(versions);
});

describe('headers that ask to be somebody else', () => {
  const ask = async (headers: Record<string, string>) =>
    (await server.client().call(users.getPreferences, {}, { headers: { ...basic(ada.email, samplePassword), ...headers } })).meta;

  test.each(['X-Clearml-Impersonate-As', 'X-Trains-Impersonate-As', 'X-Clearml-Act-As', 'X-Trains-Act-As'])(
    '%s is refused',
    async (name) => {
      expect(await ask({ [name]: bob.id })).toMatchObject({
        result_code: 400,
        result_subcode: 6,
        result_msg: 'Impersonation error (impersonation not allowed): role=user',
      });
      expect((await ask({ [name]: '' })).result_code).toBe(200);
    },
  );

  test('of two kinds are told apart from that', async () => {
    expect(await ask({ 'x-clearml-act-as': bob.id, 'x-trains-impersonate-as': bob.id })).toMatchObject({
      result_code: 400,
      result_subcode: 5,
      result_msg: 'Invalid headers (only one allowed): headers=(X-Trains-Impersonate-As, X-Clearml-Act-As)',
    });
  });
});

describe('a body', () => {
  const send = async (path: string, init: RequestInit = {}) => {
    const answer = await server
      .client()
      .raw(path, { method: 'POST', ...init, headers: { ...basic(ada.email, samplePassword), ...init.headers } });
    return (await answer.json()) as { meta: { result_code: number }; data: { credentials?: { label?: string } } };
  };

  test.each(['', 'null', '{}', '[]', '""', '0', 'false'])('of %j is none', async (body) => {
    expect(await send('auth.create_credentials', { body })).toMatchObject({ meta: { result_code: 200 }, data: { credentials: {} } });
  });

  test('may be a form of either kind, over which the address has no say', async () => {
    const form = new FormData();
    form.set('label', 'from the form');
    form.set('file', new Blob(['x']), 'x.txt');
    expect(await send('auth.create_credentials?label=query', { body: form })).toMatchObject({
      data: { credentials: { label: 'from the form' } },
    });
    const fields = new URLSearchParams({ label: 'from fields' });
    expect(await send('auth.create_credentials', { body: fields })).toMatchObject({ data: { credentials: { label: 'from fields' } } });
    const broken = { body: 'label=x', headers: { 'content-type': 'multipart/form-data' } };
    expect((await send('auth.create_credentials', broken)).data.credentials).not.toHaveProperty('label');
  });

  test('gives way to the address, whose dots lead into objects', async () => {
    expect(await send('auth.create_credentials?label=query', { body: '{"label":"body"}' })).toMatchObject({
      data: { credentials: { label: 'query' } },
    });
    await send('users.set_preferences?preferences.views.theme=dark&preferences.views.sizes=1&preferences.views.sizes=2');
    expect(await browser.ok(users.getPreferences, {})).toEqual({ preferences: { views: { theme: 'dark', sizes: [1, 2] } } });
  });
});

test('an Authorization header that says nothing still beats the cookie', async () => {
  const cookie = [...browser.cookies].map((pair) => pair.join('=')).join();
  const headers = { cookie, authorization: '', 'content-type': 'application/json' };
  const answer = await server.client().raw('auth.get_credentials', { method: 'POST', headers, body: '{}' });
  expect(await answer.json()).toMatchObject({ meta: { result_code: 401, result_subcode: 20 } });
});

test('an answer says trx by either name, and that it is ClearML', async () => {
  for (const name of ['x-clearml-trx', 'x-trains-trx']) {
    const answer = await server.client().call('debug.ping', {}, { headers: { [name]: 'mine' } });
    expect([answer.meta.trx, answer.headers.get('server'), answer.data]).toEqual(['mine', 'clearml', { msg: 'ClearML server' }]);
  }
});

test('a token that ended is over whoever asks, and one that never began too', async () => {
  const { token } = await server.client().ok(auth.login, { expiration_sec: -5 }, { headers: basic(ada.email, samplePassword) });
  expect((await server.client().call(users.getPreferences, {}, { headers: bearer(token) })).meta).toMatchObject({
    result_code: 401,
    result_subcode: 30,
    result_msg: 'Invalid token (invalid jwt token): reason=Signature has expired',
  });
});
