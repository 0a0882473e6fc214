import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as activity from '#contract/activity.ts';
import { auth, invitations, login, organization } from '#contract/index.ts';
import * as managing from '#contract/managing.ts';
import { basic, bearer } from '#tests/support/client.ts';
import { setRole } from '#server/store/members.ts';
import { addMember } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { membersOf, someone, type Someone } from '#tests/support/team.ts';

let server: TestServer;
let workspace: string;
let owner: Someone;
let admin: Someone;
let member: Someone;
let outsider: Someone;

/** A workspace that is nobody's personal one, with a member of each role. */
beforeEach(async () => {
  server = await startServer();
  const maker = await someone(server, 'Acme Vision');
  workspace = maker.workspace;
  await server.store.db.updateTable('workspaces').set({ personal_of: null, members: 0 }).where('id', '=', workspace).execute();
  await server.store.db.deleteFrom('memberships').where('workspace_id', '=', workspace).execute();
  [owner, admin] = [await someone(server, 'Olga Owner'), await someone(server, 'Adam Admin')];
  [member, outsider] = [await someone(server, 'Mia Member'), await someone(server, 'Otto Outside')];
  for (const [person, role] of [
    [owner, 'owner'],
    [admin, 'admin'],
    [member, 'member'],
  ] as const)
    await addMember(server, workspace, person.id, role);
});
afterEach(() => server.close());

const leave = (who: Someone, request: object = {}, options = {}) =>
  who.browser.call(login.leaveCompany, { company_id: workspace, ...request }, options);
const roles = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await membersOf(server, workspace)).map(({ user, role }) => [user, role]));
const disable = ({ id }: Someone) => server.store.db.updateTable('users').set({ disabled: 1 }).where('id', '=', id).execute();
const makeKey = async (who: Someone, place = workspace) =>
  (await who.browser.ok(auth.createCredentials, {}, { workspace: place })).credentials;

describe('leaving', () => {
  test('leaves no key and no link behind that was asked for at the same moment', async () => {
    const makes = Array.from({ length: 4 }, () => [
      admin.browser.call(auth.createCredentials, {}, { workspace }),
      admin.browser.call(invitations.createInvite, {}, { workspace }),
    ]).flat();
    const [left, ...made] = await Promise.all([leave(admin), ...makes]);
    expect(left?.status).toBe(200);
    for (const { status, meta } of made) if (status !== 200) expect(meta).toMatchObject({ result_code: 400, result_subcode: 10 });
    const { db } = server.store;
    expect(await db.selectFrom('credentials').select('access_key').where('workspace_id', '=', workspace).execute()).toEqual([]);
    const open = db.selectFrom('invitations').select('hash').where('workspace_id', '=', workspace).where('revoked', 'is', null);
    expect(await open.execute()).toEqual([]);
  });

  test('the only workspace that one has is refused, and changes nothing', async () => {
    const { db } = server.store;
    await db.deleteFrom('memberships').where('user_id', '=', member.id).where('workspace_id', '!=', workspace).execute();
    expect(await leave(member)).toMatchObject({ status: 400, meta: { result_subcode: 1023 } });
    expect(await roles()).toHaveProperty(member.id, 'member');
  });

  test.each([
    ['admin', () => admin],
    ['member', () => member],
  ] as const)('a workspace as %s leads to the personal one', async (_role, who) => {
    expect(await leave(who())).toMatchObject({
      status: 200,
      data: { company_id: who().workspace, company_name: `${who().name}'s workspace`, revoked_credentials: 0 },
    });
    expect(await roles()).not.toHaveProperty(who().id);
    const after = await who().browser.call(organization.getMembers, {}, { workspace });
    expect(after).toMatchObject({ status: 400, meta: { result_subcode: 10 } });
    const { companies } = await who().browser.ok(organization.getUserCompanies, {});
    expect(companies.map(({ id }) => id)).toEqual([who().workspace]);
    expect((await owner.browser.ok(organization.getUserCompanies, {})).companies[1]).toMatchObject({ id: workspace, allocated: 2 });
  });

  test('follows the body, whatever workspace the header names', async () => {
    expect((await leave(member, {}, { workspace: member.workspace })).status).toBe(200);
    expect(await roles()).not.toHaveProperty(member.id);
  });

  test('leaves an event that says how many keys and open links ended', async () => {
    await makeKey(admin);
    for (const who of [admin, admin, owner]) await who.browser.ok(invitations.createInvite, {}, { workspace });
    await leave(admin);
    expect(await server.store.db.selectFrom('events').selectAll().where('action', '=', 'member.leave').execute()).toMatchObject([
      { workspace_id: workspace, actor: admin.id, target: admin.id, detail: '{"revoked_credentials":1,"revoked_invitations":2}' },
    ]);
  });

  test('check 30: ends the keys there, the tokens minted from them and the open links, at once, and nothing elsewhere', async () => {
    const [here, elsewhere] = [await makeKey(admin), await makeKey(admin, admin.workspace)];
    const [pair, kept] = [basic(here.access_key, here.secret_key), basic(elsewhere.access_key, elsewhere.secret_key)];
    const program = server.client();
    const { token } = await program.ok(auth.login, {}, { headers: pair });
    program.cookies.clear();
    const { id } = await admin.browser.ok(invitations.createInvite, {}, { workspace });
    expect((await leave(admin)).data).toMatchObject({ revoked_credentials: 1 });
    expect((await program.call(organization.getMembers, {}, { headers: pair })).status).toBe(401);
    expect((await program.call(organization.getMembers, {}, { headers: bearer(token) })).status).toBe(401);
    expect(await program.ok(login.getInviteInfo, { invite_id: id })).toEqual({ active: false, state: 'revoked' });
    expect((await program.call(organization.getMembers, {}, { headers: kept })).status).toBe(200);
    expect((await admin.browser.call(organization.getMembers)).status).toBe(200);
    expect(await server.store.db.selectFrom('sessions').selectAll().where('access_key', 'is not', null).execute()).toEqual([]);
  });

  test('check 40: twice is one effect, and the second time a workspace that one is not in', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => leave(member)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map(({ meta }) => meta.result_subcode))).toEqual(new Set([0, 10]));
    expect((await owner.browser.ok(organization.getMembers, {}, { workspace })).total).toBe(2);
  });

  test('check 43: a workspace of others, or none at all, is one answer', async () => {
    const [foreign, unknown] = [await leave(outsider), await leave(outsider, { company_id: 'f'.repeat(32) })];
    expect(foreign).toMatchObject({ status: 400, meta: { result_subcode: 10, error_data: { error: 'unknown_workspace' } } });
    expect(unknown.meta.result_msg).toBe(foreign.meta.result_msg);
    expect(Object.keys(await roles())).toHaveLength(3);
  });

  test('a key pair leaves its own workspace only', async () => {
    await addMember(server, outsider.workspace, member.id);
    const key = await makeKey(member);
    const headers = basic(key.access_key, key.secret_key);
    const program = server.client();
    const elsewhere = await program.call(login.leaveCompany, { company_id: outsider.workspace }, { headers });
    expect(elsewhere).toMatchObject({ status: 400, meta: { result_subcode: 10 } });
    expect((await program.call(login.leaveCompany, { company_id: workspace }, { headers })).data).toMatchObject({ revoked_credentials: 1 });
  });

  test('the personal workspace is refused, also to its owner among others', async () => {
    await addMember(server, owner.workspace, member.id, 'owner');
    for (const request of [{}, { new_owner: member.id }])
      expect(await leave(owner, { company_id: owner.workspace, ...request })).toMatchObject({
        status: 400,
        meta: { result_subcode: 1021, error_data: { error: 'personal_workspace' } },
      });
    expect((await leave(member, { company_id: owner.workspace })).status).toBe(200);
  });

  test('needs a log-in', async () => {
    expect((await server.client().call(login.leaveCompany, { company_id: workspace })).status).toBe(401);
  });

  test.each([
    [{ company_id: undefined }, { company_id: 'required' }],
    [{ company_id: '' }, { company_id: 'too_short' }],
    [{ company_id: 7 }, { company_id: 'type' }],
    [{ company_id: 'a\nb' }, { company_id: 'format' }],
    [{ new_owner: null }, { new_owner: 'required' }],
    [{ new_owner: { $ne: '' } }, { new_owner: 'type' }],
    [{ user: 'b' }, { user: 'unknown' }],
  ])('with %j is refused', async (request, fields) => {
    expect(await leave(member, request)).toMatchObject({ status: 400, meta: { result_subcode: 12, error_data: { fields } } });
    expect(Object.keys(await roles())).toHaveLength(3);
  });
});

describe('check 41: the only owner', () => {
  test('stays while there are other members, until one of them is named', async () => {
    expect(await leave(owner)).toMatchObject({ status: 400, meta: { result_subcode: 1020, error_data: { error: 'last_owner' } } });
    expect(await roles()).toMatchObject({ [owner.id]: 'owner' });
    expect((await leave(owner, { new_owner: member.id })).status).toBe(200);
    expect(await roles()).toEqual({ [admin.id]: 'admin', [member.id]: 'owner' });
  });

  test('may go as the last member of all, and the workspace ends with that: none is ever without an owner', async () => {
    const { id } = await owner.browser.ok(invitations.createInvite, {}, { workspace });
    await leave(admin);
    await leave(member);
    // not by mistake: others may have been there a moment before
    expect(await leave(owner)).toMatchObject({ status: 400, meta: { error_data: { error: 'last_owner' } } });
    expect(await roles()).toEqual({ [owner.id]: 'owner' });
    expect(await leave(owner, { delete: true })).toMatchObject({ status: 200, data: { company_id: owner.workspace } });
    expect(await server.store.db.selectFrom('workspaces').select('id').where('id', '=', workspace).execute()).toEqual([]);
    expect(await outsider.browser.ok(login.getInviteInfo, { invite_id: id })).toEqual({ active: false, state: 'unknown' });
    const done = await server.store.db.selectFrom('events').select('action').where('workspace_id', '=', workspace).execute();
    expect(done.map(({ action }) => action)).toEqual(expect.arrayContaining(['member.leave', 'workspace.delete']));
  });

  test('at the same moment as the other owner does not end what neither agreed to end', async () => {
    await leave(member);
    await server.store.transaction((trx) => setRole(trx, workspace, admin.id, 'owner'));
    const answers = await Promise.all([leave(owner), leave(admin)]);
    expect(answers.map(({ meta }) => meta.result_subcode).toSorted()).toEqual([0, 1020]);
    expect(Object.values(await roles())).toEqual(['owner']);
  });

  test('agreed to end it ends nothing where others are in it', async () => {
    expect(await leave(owner, { delete: true })).toMatchObject({ status: 400, meta: { result_subcode: 1020 } });
    expect(await leave(admin, { delete: true })).toMatchObject({ status: 200 });
    expect(await roles()).toEqual({ [owner.id]: 'owner', [member.id]: 'member' });
  });

  test.each([
    ['oneself', () => owner.id],
    ['somebody from elsewhere', () => outsider.id],
    ['nobody', () => 'f'.repeat(32)],
  ])('check 42: cannot hand over to %s, and nothing changes', async (_who, heir) => {
    await makeKey(owner);
    expect(await leave(owner, { new_owner: heir() })).toMatchObject({ status: 400, meta: { result_subcode: 301 } });
    expect(await roles()).toEqual({ [owner.id]: 'owner', [admin.id]: 'admin', [member.id]: 'member' });
    expect((await owner.browser.ok(auth.getCredentials, {}, { workspace })).credentials).toHaveLength(1);
  });

  test('cannot hand over to somebody whose account is disabled, and nothing changes', async () => {
    await makeKey(owner);
    await disable(member);
    expect(await leave(owner, { new_owner: member.id })).toMatchObject({
      status: 400,
      meta: { result_subcode: 1022, error_data: { error: 'account_disabled' } },
    });
    expect(await roles()).toEqual({ [owner.id]: 'owner', [admin.id]: 'admin', [member.id]: 'member' });
    expect((await owner.browser.ok(auth.getCredentials, {}, { workspace })).credentials).toHaveLength(1);
    const { members } = await owner.browser.ok(organization.getMembers, {}, { workspace });
    expect(members.filter(({ disabled }) => disabled).map(({ id }) => id)).toEqual([member.id]);
  });

  test('is not asked of who shares the personal workspace of somebody whose account is disabled: it stays theirs', async () => {
    await addMember(server, outsider.workspace, member.id, 'owner');
    await disable(outsider);
    const there = { workspace: outsider.workspace };
    expect(await member.browser.ok(managing.getDepartureImpact, {}, there)).toMatchObject({ sole_owner: false });
    expect(await leave(member, { company_id: outsider.workspace })).toMatchObject({ status: 200 });
    expect(await membersOf(server, outsider.workspace)).toMatchObject([{ user: outsider.id, role: 'owner' }]);
  });

  test('is seen in Activity as a change of role too', async () => {
    await leave(owner, { new_owner: member.id });
    const { events } = await member.browser.ok(activity.getEvents, { action: 'member.set_role' }, { workspace });
    expect(events).toMatchObject([{ actor: owner.id, target: member.id, detail: { from: 'member', role: 'owner' } }]);
  });

  test('of others is not made by an admin or member on the way out', async () => {
    for (const who of [admin, member]) {
      const answer = await leave(who, { new_owner: who === admin ? member.id : admin.id });
      expect(answer).toMatchObject({ status: 403, meta: { result_subcode: 20 } });
    }
    expect(Object.keys(await roles())).toHaveLength(3);
  });

  test('of two who leave at the same moment, one stays', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [first, second] = [await someone(server), await someone(server)];
      await server.store.db.updateTable('workspaces').set({ seats: null }).execute();
      for (const person of [first, second]) await addMember(server, workspace, person.id, 'owner');
      await server.store.db
        .updateTable('memberships')
        .set({ role: 'member' })
        .where('user_id', 'in', [owner.id])
        .where('workspace_id', '=', workspace)
        .execute();
      const answers = await Promise.all([leave(first), leave(second)]);
      expect(answers.map(({ meta }) => meta.result_subcode).toSorted()).toEqual([0, 1020]);
      expect(Object.values(await roles())).toContain('owner');
      const rest = answers[0].status === 200 ? second : first;
      expect((await leave(rest, { new_owner: owner.id })).status).toBe(200);
    }
  });

  test('and an heir who leave at the same moment leave an owner behind', async () => {
    for (let round = 0; round < 10; round += 1) {
      const heir = await someone(server);
      await server.store.db.updateTable('workspaces').set({ seats: null }).execute();
      await addMember(server, workspace, heir.id);
      const [handed, left] = await Promise.all([leave(owner, { new_owner: heir.id }), leave(heir)]);
      expect([handed.status, left.status]).toContain(200);
      expect(Object.values(await roles())).toContain('owner');
      if (handed.status === 200) {
        await addMember(server, workspace, owner.id);
        expect((await leave(heir, { new_owner: owner.id })).status).toBe(200);
      }
    }
  });
});

test('on a self-hosted server nobody leaves the one workspace', async () => {
  const own = await startServer({ deployment: 'self-hosted' });
  const [first, second] = [await someone(own), await someone(own)];
  for (const who of [first, second]) {
    const answer = await who.browser.call(login.leaveCompany, { company_id: who.workspace });
    expect(answer).toMatchObject({ status: 403, meta: { result_subcode: 20 } });
    const { companies } = await who.browser.ok(organization.getUserCompanies, {});
    expect(companies).toHaveLength(1);
    expect(companies[0]?.actions).not.toContain('leave');
  }
  await own.close();
});
