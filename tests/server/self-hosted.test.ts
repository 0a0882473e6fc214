import { hash } from '@node-rs/bcrypt';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth, login, server as contractServer, users } from '#contract/index.ts';
import { createApp } from '#server/app.ts';
import { provision } from '#server/provision.ts';
import type { Settings } from '#server/settings.ts';
import { basic, bearer, TestClient } from '#tests/support/client.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

const workspace = 'd1bd92a3b039400cbafc60a7a5b1e52b';
const jane = { username: 'jane', password: 'secret-pass', name: 'Jane van Doe', passHashed: false };
const settings: Partial<Settings> = { deployment: 'self-hosted', signup: 'closed', seats: null };

let server: TestServer;
afterEach(() => server.close());

/** The same database under another configuration, as after a restart. */
const restarted = async (changed: Partial<Settings>): Promise<TestClient> => {
  const parts = { ...server.parts, settings: { ...server.settings, ...changed } };
  await provision(parts);
  return new TestClient(createApp(parts), 'http://localhost:8080/');
};

describe('users of the configuration', () => {
  beforeEach(async () => {
    const hashed = Buffer.from(await hash('bob-pass', { cost: 4 })).toString('base64');
    server = await startServer({ ...settings, fixedUsers: [jane, { username: 'bob', password: hashed, name: 'Bob', passHashed: true }] });
  });

  test("log in by user name, as written, and are owners of the one workspace with ClearML's ids", async () => {
    const client = server.client();
    await client.ok(auth.login, {}, { headers: basic('jane', 'secret-pass') });
    const { user } = await client.ok(users.getCurrentUser, {});
    const id = createHash('md5').update(`${workspace}:jane`).digest('hex');
    expect(user).toMatchObject({
      id,
      name: 'Jane van Doe',
      given_name: 'Jane',
      family_name: 'van Doe',
      role: 'user',
      company: { id: workspace, name: 'clearml' },
    });
    const membership = await server.store.db.selectFrom('memberships').selectAll().where('user_id', '=', id).executeTakeFirstOrThrow();
    expect(membership).toMatchObject({ workspace_id: workspace, role: 'owner' });
    expect((await server.client().call(auth.login, {}, { headers: basic('bob', 'bob-pass') })).status).toBe(200);
  });

  test.each([
    ['Jane', 'secret-pass'],
    ['jane', 'wrong'],
    ['jane', ''],
    ['bob', 'wrong'],
    ['nobody', 'secret-pass'],
    [`${createHash('md5').update(`${workspace}:jane`).digest('hex')}@example.com`, 'secret-pass'],
  ])('%s with %j is refused like any other', async (name, password) => {
    expect((await server.client().call(auth.login, {}, { headers: basic(name, password) })).meta).toMatchObject({
      result_code: 401,
      result_subcode: 22,
      result_msg: 'Unauthorized (invalid credentials) (failed to locate provided credentials)',
    });
  });

  test('get the name and password of the configuration at each start, and lose access when they are no longer in it', async () => {
    const client = server.client();
    const { token } = await client.ok(auth.login, {}, { headers: basic('jane', 'secret-pass') });
    const { credentials: pair } = await client.ok(auth.createCredentials, {}, { headers: bearer(token) });
    const again = await restarted({ fixedUsers: [{ ...jane, name: 'Jane Roe', password: 'other-pass' }] });
    expect((await again.call(auth.login, {}, { headers: basic('jane', 'secret-pass') })).status).toBe(401);
    await again.ok(auth.login, {}, { headers: basic('jane', 'other-pass') });
    expect((await again.ok(users.getCurrentUser, {})).user.name).toBe('Jane Roe');
    expect((await again.call(auth.login, {}, { headers: basic('bob', 'bob-pass') })).status).toBe(401);
    const without = await restarted({ fixedUsers: [] });
    expect((await without.call(users.getPreferences, {}, { headers: bearer(token) })).status).toBe(401);
    const back = await restarted({ fixedUsers: [jane] });
    expect((await back.call(auth.login, {}, { headers: basic('jane', 'secret-pass') })).status).toBe(200);
    expect((await back.call(auth.login, {}, { headers: basic(pair.access_key, pair.secret_key) })).status).toBe(401);
  });

  test('are told to the page', async () => {
    expect(await (await server.client().raw('configuration.json')).json()).toMatchObject({ deployment: 'self-hosted', usernames: true });
    expect(await server.client().ok(login.supportedModes, {})).toMatchObject({
      authenticated: false,
      basic: { enabled: true, guest: { enabled: false } },
      signup: { enabled: false, invite_required: false },
    });
  });

  test('two processes that start at once do not trip over each other', async () => {
    await Promise.all(Array.from({ length: 4 }, () => provision(server.parts)));
    expect(await server.store.db.selectFrom('users').select('id').execute()).toHaveLength(2);
  });
});

describe('the guest', () => {
  test('decides whether usage data is sent for the guests, and for nobody else', async () => {
    const { token } = await server.client().ok(auth.login, {}, { headers: basic('guest', 'guest') });
    const options = { headers: bearer(token) };
    expect(await server.client().ok(contractServer.reportStatsOption, { enabled: true }, options)).toMatchObject({ enabled: true });
    expect(await server.client().ok(contractServer.reportStatsOption, {}, options)).toMatchObject({ supported: true, enabled: true });
    const hers = { headers: basic('jane', 'secret-pass') };
    expect(await server.client().ok(contractServer.reportStatsOption, {}, hers)).toMatchObject({ supported: true, enabled: false });
  });

  beforeEach(async () => {
    server = await startServer({
      ...settings,
      fixedUsers: [jane],
      guestUser: { username: 'guest', password: 'guest', name: 'A guest', passHashed: false },
    });
  });

  test('is told to everybody, and logs in to a workspace of guests', async () => {
    const modes = await server.client().ok(login.supportedModes, {});
    expect(modes.basic.guest).toEqual({ enabled: true, name: 'A guest', username: 'guest', password: 'guest' });
    const { token } = await server.client().ok(auth.login, {}, { headers: basic('guest', 'guest') });
    const { user } = await server.client().ok(users.getCurrentUser, {}, { headers: bearer(token) });
    const guests = '025315a9321f49f8be07f5ac48fbcf92';
    expect(user).toMatchObject({
      id: createHash('md5').update(`${guests}:guest`).digest('hex'),
      role: 'guest',
      company: { id: guests, name: 'guests' },
    });
    expect((await server.client().call(auth.getCredentials, {}, { headers: bearer(token), workspace })).meta).toMatchObject({
      result_code: 400,
      result_subcode: 10,
    });
  });

  test('uses the password for nothing but logging in', async () => {
    const answer = await server.client().call(users.getCurrentUser, {}, { headers: basic('guest', 'guest') });
    expect([answer.status, answer.meta.result_subcode]).toEqual([401, 22]);
  });
});
