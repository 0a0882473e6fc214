import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as managing from '#contract/managing.ts';
import { auth, invitations, login, organization, type Role } from '#contract/index.ts';
import { basic, bearer } from '#tests/support/client.ts';
import { addMember } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, membersOf, someone, type Someone, type Team } from '#tests/support/team.ts';

let server: TestServer;
let team: Team;
/** makes nobody's personal workspace of the team's, with a second owner in it */
let other: Someone;

beforeEach(async () => {
  server = await startServer();
  team = await makeTeam(server);
  other = await someone(server, 'Olaf Owner');
  await server.store.db.updateTable('workspaces').set({ personal_of: null }).where('id', '=', team.workspace).execute();
  await addMember(server, team.workspace, other.id, 'owner');
});
afterEach(() => server.close());

const inTeam = () => ({ workspace: team.workspace });
const setRole = (by: Someone, user: string, role: Role) => by.browser.call(managing.setMemberRole, { user, role }, inTeam());
const remove = (by: Someone, user: string) => by.browser.call(managing.removeMember, { user }, inTeam());
const roles = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await membersOf(server, team.workspace)).map(({ user, role }) => [user, role]));
const makeKey = async (who: Someone, workspace = team.workspace) =>
  (await who.browser.ok(auth.createCredentials, {}, { workspace })).credentials;
const eventsOf = (action: string) =>
  server.store.db.selectFrom('events').select(['actor', 'target', 'detail']).where('action', '=', action).execute();

/** Each way that a member's rights end, or get fewer. */
const endings = [
  ['removed', () => remove(team.owner, team.admin.id)],
  ['demoted', () => setRole(team.owner, team.admin.id, 'member')],
] as const;

describe.each(endings)('check 30: a member who is %s', (how, end) => {
  test('loses the keys there, the tokens minted from them and the open links, and nothing elsewhere', async () => {
    const { admin } = team;
    const [here, elsewhere] = [await makeKey(admin), await makeKey(admin, admin.workspace)];
    const [pair, kept] = [basic(here.access_key, here.secret_key), basic(elsewhere.access_key, elsewhere.secret_key)];
    const program = server.client();
    const { token } = await program.ok(auth.login, {}, { headers: pair });
    program.cookies.clear();
    const { id } = await admin.browser.ok(invitations.createInvite, {}, inTeam());
    expect((await end()).status).toBe(200);
    for (const headers of [pair, bearer(token)]) expect((await program.call(organization.getMembers, {}, { headers })).status).toBe(401);
    expect(await program.ok(login.getInviteInfo, { invite_id: id })).toEqual({ active: false, state: 'revoked' });
    expect((await program.call(organization.getMembers, {}, { headers: kept })).status).toBe(200);
    expect((await admin.browser.call(organization.getMembers)).status).toBe(200);
    expect(await roles()).toEqual(
      how === 'removed'
        ? { [team.owner.id]: 'owner', [other.id]: 'owner', [team.member.id]: 'member' }
        : { [team.owner.id]: 'owner', [other.id]: 'owner', [team.member.id]: 'member', [admin.id]: 'member' },
    );
  });

  test('is in an event that says how many keys and open links ended', async () => {
    await makeKey(team.admin);
    const first = await team.admin.browser.ok(invitations.createInvite, {}, inTeam());
    for (const who of [team.admin, team.admin, team.owner]) await who.browser.ok(invitations.createInvite, {}, inTeam());
    await team.owner.browser.ok(invitations.revokeInvites, { invites: [first.id] }, inTeam());
    await end();
    const [event] = await eventsOf(how === 'removed' ? 'member.remove' : 'member.set_role');
    expect(JSON.parse(event?.detail ?? '')).toMatchObject({ revoked_credentials: 1, revoked_invitations: 2 });
  });

  test('check 38: has links that stay dead when they come back', async () => {
    const { id } = await team.admin.browser.ok(invitations.createInvite, {}, inTeam());
    await end();
    if (how === 'removed') await addMember(server, team.workspace, team.admin.id, 'admin');
    else await setRole(team.owner, team.admin.id, 'admin');
    expect(await server.client().ok(login.getInviteInfo, { invite_id: id })).toEqual({ active: false, state: 'revoked' });
  });

  test('leaves no key and no link behind that was asked for at the same moment', async () => {
    const makes = Array.from({ length: 4 }, () => [
      team.admin.browser.call(auth.createCredentials, {}, inTeam()),
      team.admin.browser.call(invitations.createInvite, {}, inTeam()),
    ]).flat();
    const [ended] = await Promise.all([end(), ...makes]);
    expect(ended.status).toBe(200);
    const open = server.store.db.selectFrom('invitations').select('hash').where('workspace_id', '=', team.workspace);
    expect(await open.where('revoked', 'is', null).execute()).toEqual([]);
    const keys = await server.store.db.selectFrom('credentials').select('access_key').where('user_id', '=', team.admin.id).execute();
    // a member may make keys: those made after the demotion are those of a member
    if (how === 'removed') expect(keys).toEqual([]);
  });
});

describe('a role', () => {
  test('check 44: applies to the very next request: of the session, of a key and its token made before, and of those made since', async () => {
    const { member, owner } = team;
    const program = server.client();
    const keyAndToken = async () => {
      const { access_key, secret_key } = await makeKey(member);
      const pair = basic(access_key, secret_key);
      const { token } = await program.ok(auth.login, {}, { headers: pair });
      program.cookies.clear();
      return [pair, bearer(token)];
    };
    const before = await keyAndToken();
    const invite = async (by: { authorization: string }[]) => [
      (await member.browser.call(invitations.createInvite, {}, inTeam())).status,
      ...(await Promise.all(by.map((headers) => program.call(invitations.createInvite, {}, { headers })))).map(({ status }) => status),
    ];
    expect(await invite(before)).toEqual([403, 403, 403]);
    expect((await setRole(owner, member.id, 'admin')).data).toEqual({ updated: 1 });
    expect(await invite([...before, ...(await keyAndToken())])).toEqual([200, 200, 200, 200, 200]);
    expect((await setRole(owner, member.id, 'member')).data).toEqual({ updated: 1 });
    // a lower role ends the keys that had the higher one
    expect(await invite([...before, ...(await keyAndToken())])).toEqual([403, 401, 401, 403, 403]);
  });

  test('that is higher ends nothing, and the same one changes nothing', async () => {
    const key = await makeKey(team.member);
    await setRole(team.owner, team.member.id, 'admin');
    expect((await setRole(team.owner, team.member.id, 'admin')).data).toEqual({ updated: 0 });
    const headers = basic(key.access_key, key.secret_key);
    expect((await server.client().call(organization.getMembers, {}, { headers })).status).toBe(200);
    expect(await eventsOf('member.set_role')).toMatchObject([
      { actor: team.owner.id, target: team.member.id, detail: '{"from":"member","role":"admin"}' },
    ]);
  });

  test('of admin leaves the links of who was an owner, who may still invite', async () => {
    const { id } = await other.browser.ok(invitations.createInvite, {}, inTeam());
    await setRole(team.owner, other.id, 'admin');
    expect(await server.client().ok(login.getInviteInfo, { invite_id: id })).toMatchObject({ active: true });
  });

  test.each([
    ['admin', () => team.admin],
    ['member', () => team.member],
  ] as const)('check 36: of owner is given by owners, not by an %s, to oneself neither', async (_role, who) => {
    for (const user of [who().id, team.member.id, team.owner.id])
      expect(await setRole(who(), user, 'owner')).toMatchObject({ status: 403, meta: { result_subcode: 20 } });
    expect(await roles()).toMatchObject({ [team.owner.id]: 'owner', [team.admin.id]: 'admin', [team.member.id]: 'member' });
  });

  test('check 43: of somebody who is no member is one answer, whoever it is', async () => {
    const [foreign, unknown] = [await setRole(team.owner, team.outsider.id, 'admin'), await setRole(team.owner, 'f'.repeat(32), 'admin')];
    for (const answer of [foreign, unknown]) expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 301 } });
    expect(
      (await team.outsider.browser.call(managing.setMemberRole, { user: team.member.id, role: 'admin' }, inTeam())).meta,
    ).toMatchObject({
      result_subcode: 10,
    });
  });

  test('check 41: of the only owner stays, and of two who demote each other at the same moment one stays', async () => {
    expect((await setRole(team.owner, other.id, 'member')).status).toBe(200);
    expect(await setRole(team.owner, team.owner.id, 'member')).toMatchObject({
      status: 400,
      meta: { error_data: { error: 'last_owner' } },
    });
    for (let round = 0; round < 10; round += 1) {
      await setRole(team.owner, other.id, 'owner');
      const answers = await Promise.all([setRole(team.owner, other.id, 'member'), setRole(other, team.owner.id, 'member')]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403]);
      const stayed = answers[0].status === 200 ? team.owner : other;
      expect((await setRole(stayed, team.owner.id, 'owner')).status).toBe(200);
      await setRole(team.owner, other.id, 'owner');
    }
    const both = [team.owner, other].map((who) => setRole(who, who.id, 'admin'));
    expect((await Promise.all(both)).map(({ meta }) => meta.result_subcode).toSorted()).toEqual([0, 1020]);
  });

  test('check 41: an owner whose account is disabled is no other owner', async () => {
    await server.store.db.updateTable('users').set({ disabled: 1 }).where('id', '=', other.id).execute();
    const { companies } = await team.owner.browser.ok(organization.getUserCompanies, {});
    const owners = companies.find(({ id }) => id === team.workspace)?.owners ?? [];
    expect(Object.fromEntries(owners.map(({ id, disabled }) => [id, disabled]))).toEqual({ [team.owner.id]: undefined, [other.id]: true });
    const demoted = await setRole(team.owner, team.owner.id, 'member');
    expect(demoted).toMatchObject({ status: 400, meta: { error_data: { error: 'last_owner' } } });
    const left = await team.owner.browser.call(login.leaveCompany, { company_id: team.workspace });
    expect(left).toMatchObject({ status: 400, meta: { error_data: { error: 'last_owner' } } });
  });

  test('of owner is not for somebody whose account is disabled, any other is', async () => {
    await server.store.db.updateTable('users').set({ disabled: 1 }).where('id', '=', team.member.id).execute();
    expect(await setRole(team.owner, team.member.id, 'owner')).toMatchObject({
      status: 400,
      meta: { result_subcode: 1022, error_data: { error: 'account_disabled' } },
    });
    expect(await roles()).toMatchObject({ [team.member.id]: 'member' });
    expect((await setRole(team.owner, team.member.id, 'admin')).data).toEqual({ updated: 1 });
  });

  test('of whose personal workspace it is stays owner', async () => {
    const { workspace } = other;
    await addMember(server, workspace, team.owner.id, 'owner');
    const demoted = await team.owner.browser.call(managing.setMemberRole, { user: other.id, role: 'member' }, { workspace });
    const removed = await team.owner.browser.call(managing.removeMember, { user: other.id }, { workspace });
    for (const { meta } of [demoted, removed]) expect(meta).toMatchObject({ error_data: { error: 'personal_workspace' } });
  });
});

describe('removing', () => {
  test('is for owners anybody, for admins members, and for nobody oneself', async () => {
    const second = await someone(server);
    await addMember(server, team.workspace, second.id, 'admin');
    for (const [by, user] of [
      [team.member, team.admin.id],
      [team.admin, team.owner.id],
      [team.admin, second.id],
      [team.admin, team.admin.id],
      [team.owner, team.owner.id],
    ] as const)
      expect(await remove(by, user)).toMatchObject({ status: 403, meta: { result_subcode: 20 } });
    expect(Object.keys(await roles())).toHaveLength(5);
    expect((await remove(team.admin, team.member.id)).data).toEqual({ removed: 1, revoked_credentials: 0 });
    expect((await remove(team.owner, other.id)).status).toBe(200);
    expect((await team.owner.browser.ok(organization.getMembers, {}, inTeam())).total).toBe(3);
  });

  test('check 39: does not undo itself: a link made before does not readmit, one made after does', async () => {
    const before = await team.owner.browser.ok(invitations.createInvite, {}, inTeam());
    await remove(team.owner, team.member.id);
    const { browser } = team.member;
    expect((await browser.call(login.joinCompany, { invite_id: before.id })).meta.error_data).toMatchObject({
      error: 'invitation_revoked',
    });
    server.clock.advance(1000);
    const after = await team.owner.browser.ok(invitations.createInvite, {}, inTeam());
    expect((await browser.call(login.joinCompany, { invite_id: after.id })).status).toBe(200);
  });

  test('check 40: twice at the same moment is one effect and one event', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => remove(team.owner, team.member.id)));
    expect(answers.map(({ meta }) => meta.result_subcode).toSorted((a, b) => a - b)).toEqual([0, 301, 301, 301, 301, 301, 301, 301]);
    expect(await eventsOf('member.remove')).toEqual([
      { actor: team.owner.id, target: team.member.id, detail: '{"role":"member","revoked_credentials":0,"revoked_invitations":0}' },
    ]);
  });

  test('of each other, by two owners at the same moment, leaves one of them', async () => {
    const answers = await Promise.all([remove(team.owner, other.id), remove(other, team.owner.id)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(Object.values(await roles()).filter((role) => role === 'owner')).toHaveLength(1);
  });

  test('against joining by the removed one’s link: whoever got in before stays, nobody comes after', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [maker, guest] = [await someone(server), await someone(server)];
      await server.store.db.updateTable('workspaces').set({ seats: null }).execute();
      await addMember(server, team.workspace, maker.id, 'admin');
      const { id } = await maker.browser.ok(invitations.createInvite, {}, inTeam());
      const [removed, joined] = await Promise.all([remove(team.owner, maker.id), guest.browser.call(login.joinCompany, { invite_id: id })]);
      expect(removed.status).toBe(200);
      expect([200, 400]).toContain(joined.status);
      expect(guest.id in (await roles())).toBe(joined.status === 200);
      const late = await someone(server);
      expect((await late.browser.call(login.joinCompany, { invite_id: id })).meta.error_data).toMatchObject({
        error: 'invitation_revoked',
      });
    }
  });
});

test.each([
  [managing.setMemberRole, { user: 'a', role: 'king' }, { role: 'type' }],
  [managing.setMemberRole, { role: 'admin' }, { user: 'required' }],
  [managing.removeMember, { user: 7 }, { user: 'type' }],
  [managing.removeMember, { user: 'a', force: true }, { force: 'unknown' }],
])('%o with %j is refused', async (operation, request, fields) => {
  const answer = await team.owner.browser.call(operation, request, inTeam());
  expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 12, error_data: { fields } } });
});
