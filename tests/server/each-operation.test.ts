import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { eventActions } from '#contract/event-actions.ts';
import type { Operation } from '#contract/index.ts';
import { dump, readRows } from '#tests/support/dump.ts';
import { makeScene, operations, prepare, type Scene } from '#tests/support/each-operation.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
/** for whoever changes nothing */
let scene: Scene;
beforeAll(async () => {
  server = await startServer();
  scene = await makeScene(server);
});
afterAll(() => server.close());

const named = (chosen: readonly Operation[]) => chosen.map((operation) => [operation.name, operation] as const);
const writes = operations.filter(({ effect }) => effect === 'write');
const reads = operations.filter(({ effect }) => effect === 'read');
const fieldsOf = ({ request }: Operation): string[] => Object.keys((request as z.ZodMiniObject).shape); // every request is an object

test('what is tried here is what the server answers', () => {
  expect(writes.length).toBeGreaterThan(20);
  expect(reads.length).toBeGreaterThan(18);
});

/** What reading may change, by table, and why. */
const noted: Readonly<Record<string, readonly string[]>> = {
  // a session ends when it was not used for a week
  sessions: ['last_used'],
  // the list of members says when each was there
  memberships: ['last_active'],
};

/** All that the database holds but that, in an order of its own. */
const withoutNotes = async (): Promise<string[]> =>
  (await readRows(server.store)).flatMap(([table, rows]) =>
    rows
      .map((row) => `${table} ${JSON.stringify(row, (column, value: unknown) => (noted[table]?.includes(column) === true ? null : value))}`)
      .toSorted(),
  );

describe('check 3: nothing changes', () => {
  test.each(named(writes))('by GET or HEAD of %s with the cookie', async (name, operation) => {
    const { browser } = scene.owner;
    const { request } = await prepare(scene, operation);
    const before = await dump(server.store);
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', 'x-allegro-tenant': scene.workspace };
    const query = new URLSearchParams(Object.entries(request).map(([field, value]) => [field, String(value)]));
    for (const method of ['GET', 'HEAD']) {
      expect((await browser.raw(`api/${name}`, { method, headers, body: JSON.stringify(request) })).status).toBe(405);
      expect((await browser.raw(`api/${name}?${query}`, { method, headers })).status).toBe(405);
    }
    expect(await dump(server.store)).toBe(before);
  });

  test.each(named(reads))('by %s, which reads', async (_name, operation) => {
    const { send } = await prepare(scene, operation);
    const before = await dump(server.store);
    expect((await send()).status).toBe(200);
    expect(await dump(server.store)).toBe(before);
  });

  test.each(named(reads))('by %s later on, but for when somebody was there', async (_name, operation) => {
    const { send } = await prepare(scene, operation);
    const [all, facts] = [await dump(server.store), await withoutNotes()];
    for (let minute = 0; minute < 3; minute += 1) {
      server.clock.advance(61_000);
      expect((await send()).status).toBe(200);
    }
    expect(await withoutNotes()).toEqual(facts);
    expect(await dump(server.store)).not.toBe(all);
  });
});

const ofClearml = operations.filter(({ origin }) => origin === 'clearml');
/** What would give more than was asked for, were it heeded; each value can be told from all others. */
const extra = {
  role: 'planted',
  roles: ['planted'],
  company: 'planted',
  workspace: 'planted',
  tenant: 'planted',
  email: 'planted@example.com',
  password: 'planted',
  password_hash: 'planted',
  secret_key: 'planted',
  access_key: 'planted',
  token: 'planted',
  id: 'planted',
  user: 'planted',
  created: 'planted',
  expires: 'planted',
  expires_at: 'planted',
  expires_in: 'planted',
  disabled: true,
  is_admin: true,
};

describe("check 24: of ClearML's own operations", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await makeScene(server);
  });

  test.each(named(ofClearml))('%s does the same with fields that it does not know', async (_name, operation) => {
    const { owner, workspace } = scene;
    const { send } = await prepare(scene, operation);
    const known = fieldsOf(operation);
    const state = async () => ({
      users: await server.store.db.selectFrom('users').select(['id', 'email', 'role', 'disabled', 'created']).orderBy('id').execute(),
      places: await server.store.db
        .selectFrom('memberships')
        .select(['workspace_id', 'role'])
        .where('user_id', '=', owner.id)
        .orderBy('workspace_id')
        .execute(),
    });
    const before = await state();
    const answer = await send({ extra: Object.fromEntries(Object.entries(extra).filter(([field]) => !known.includes(field))) });
    expect(answer.status).toBe(200);
    expect(await state()).toEqual(before);
    expect(JSON.stringify(answer.data) + (await dump(server.store))).not.toContain('planted');
    const keys = server.store.db.selectFrom('credentials').select(['expires', 'read_only']).where('workspace_id', '=', workspace);
    for (const key of await keys.execute()) expect(key).toEqual({ expires: null, read_only: 0 });
  });
});

/** What each change is recorded as; null: it is not, as it is nobody's business but one's own, or (comings and goings) kept as sessions are. */
const recorded: Readonly<Record<string, readonly string[] | null>> = {
  'auth.login': null,
  'auth.logout': null,
  'login.logout': null,
  'auth.edit_credentials': null,
  'users.update': null,
  'users.set_preferences': null,
  'users.update_preferences': null,
  'server.report_stats_option': null,
  'auth.create_credentials': ['credentials.create'],
  'auth.revoke_credentials': ['credentials.revoke'],
  'auth.rotate_credentials': ['credentials.rotate'],
  'auth.change_password': ['user.change_password'],
  'auth.revoke_sessions': ['user.end_sessions'],
  'login.signup_user': ['user.sign_up'],
  'login.set_password': ['user.set_password'],
  'login.join_company': ['member.join'],
  'login.leave_company': ['member.leave'],
  'users.delete_account': ['member.leave', 'user.delete', 'workspace.delete'],
  'organization.create_company': ['workspace.create'],
  'organization.update_company': ['workspace.rename'],
  'organization.delete_company': ['workspace.delete'],
  'organization.set_member_role': ['member.set_role'],
  'organization.remove_member': ['member.remove'],
  'organization.create_invite': ['invitation.create'],
  'organization.revoke_invites': ['invitation.revoke'],
};

describe('check 54: of what somebody changes', () => {
  test('each is recorded, or said here not to be; what else is recorded, the operator does', () => {
    expect(Object.keys(recorded).toSorted()).toEqual(writes.map(({ name }) => name).toSorted());
    const known = new Set(Object.values(recorded).flatMap((actions) => actions ?? []));
    expect(eventActions.filter((action) => !known.has(action))).toEqual(['workspace.set_seats']);
  });

  test.each(named(writes))('%s leaves who, what, when and from where', async (name, operation) => {
    const own = await makeScene(server);
    const { send } = await prepare(own, operation);
    const events = () => server.store.db.selectFrom('events').selectAll().orderBy('action').execute();
    const before = new Set((await events()).map(({ id }) => id));
    const stored = await dump(server.store);
    server.clock.advance(1000);
    const { status, data } = await send({ address: '203.0.113.7' });
    expect(status).toBe(200);
    expect(await dump(server.store)).not.toBe(stored);
    const added = (await events()).filter(({ id }) => !before.has(id));
    const actor = name === 'login.signup_user' ? (data as { user: { id: string } }).user.id : own.owner.id; // as the contract says
    const expected = (recorded[name] ?? []).map((action) => ({ action, actor, at: server.clock.now(), address: '203.0.113.7' }));
    expect(added).toMatchObject(expected);
    expect(added).toHaveLength(expected.length);
  });
});
