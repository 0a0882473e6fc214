import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { invitations, limits, login } from '#contract/index.ts';
import { makeSecrets } from '#server/keys.ts';
import { hashSecret } from '#server/secrets.ts';
import { dump } from '#tests/support/dump.ts';
import { addMember } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, membersOf, someone, type Someone, type Team } from '#tests/support/team.ts';

let server: TestServer;
let team: Team;
beforeEach(async () => {
  server = await startServer();
  team = await makeTeam(server);
});
afterEach(() => server.close());

const day = 86_400_000;
const invite = (request = {}, who: Someone = team.owner) =>
  who.browser.ok(invitations.createInvite, request, { workspace: team.workspace });
const invitesOf = async (request = {}, who: Someone = team.owner) =>
  (await who.browser.ok(invitations.getInvites, request, { workspace: team.workspace })).invites;
const infoOf = (invite_id: string, who?: Someone) => (who?.browser ?? server.client()).ok(login.getInviteInfo, { invite_id });
const callAll = async (who: Someone, workspace = team.workspace) => {
  const { id } = await invite();
  return Promise.all([
    who.browser.call(invitations.createInvite, {}, { workspace }),
    who.browser.call(invitations.getInvites, {}, { workspace }),
    who.browser.call(invitations.revokeInvites, { invites: [id] }, { workspace }),
  ]);
};

describe('an invitation', () => {
  test.each(['owner', 'admin'] as const)('is made by an %s: a link for members, for seven days', async (role) => {
    const made = await invite({}, team[role]);
    expect(made).toEqual({
      id: made.id,
      url: `http://localhost:8080/?invite=${made.id}`,
      expires: '2026-11-30T16:00:00+00:00',
      allowed_users: 10,
      allocated_users: 3,
    });
    expect(await invitesOf()).toEqual([
      {
        id: made.id,
        url: made.url,
        user: team[role].id,
        user_name: team[role].name,
        role: 'member',
        created: '2026-11-23T16:00:00+00:00',
        expires: made.expires,
        max_uses: null,
        uses: 0,
        state: 'active',
      },
    ]);
  });

  test('has the address that PUBLIC_URL names', async () => {
    await server.close();
    server = await startServer({ publicUrl: 'https://corp.example/tools/clearml/' });
    const client = server.client();
    await client.signUp();
    const { id, url } = await client.ok(invitations.createInvite, {});
    expect(url).toBe(`https://corp.example/tools/clearml/?invite=${id}`);
  });

  test('may last for ever, or as long as said', async () => {
    expect((await invite({ expires_in_sec: null })).expires).toBeNull();
    expect((await invite({ expires_in_sec: 90 })).expires).toBe('2026-11-23T16:01:30+00:00');
  });

  test('is not made beyond the number that may be open at a time; dead ones do not count', async () => {
    const row = {
      workspace_id: team.workspace,
      user_id: team.owner.id,
      role: 'member' as const,
      created: 1,
      sealed: server.parts.secrets.seal('x'),
    };
    const rows = Array.from({ length: limits.invitations - 1 }, (_, at) => ({ ...row, hash: String(at) }));
    const dead = [
      { ...row, hash: 'a', expires: 1 },
      { ...row, hash: 'b', revoked: 1 },
      { ...row, hash: 'c', max_uses: 1, uses: 1 },
      { ...row, hash: 'd', user_id: team.outsider.id },
      { ...row, hash: 'e', sealed: makeSecrets('another key').seal('x') },
    ];
    await server.store.db.insertInto('invitations').values(rows).execute();
    for (const one of dead) await server.store.db.insertInto('invitations').values(one).execute();
    const { id } = await invite();
    const refused = await team.owner.browser.call(invitations.createInvite, {});
    expect(refused).toMatchObject({ status: 400, meta: { result_subcode: 1005, error_data: { error: 'too_many_invitations' } } });
    await team.owner.browser.ok(invitations.revokeInvites, { invites: [id] });
    await invite();
  });

  test('check 31: has at least 128 random bits, is found by its hash, and stands nowhere in the open', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 20; count += 1) ids.push((await invite()).id);
    expect(new Set(ids).size).toBe(20);
    for (const id of ids) expect(id).toMatch(/^[\w-]{22,}$/);
    const all = await dump(server.store);
    for (const id of ids) {
      expect(all).not.toContain(id);
      expect(all).toContain(hashSecret(id));
      expect(all).toContain(`"${id.slice(0, 6)}"`);
    }
    expect(server.logged.join('\n')).not.toContain(ids[0]);
  });

  test('check 31: an id of 128 bits that only looks like one opens nothing', async () => {
    expect(await infoOf('f81d4fae-7dec-11d0-a765-00a0c91e6bf6')).toEqual({ active: false, state: 'unknown' });
    expect(await infoOf(team.workspace)).toEqual({ active: false, state: 'unknown' });
  });

  test('leaves an event with six characters of it', async () => {
    const { id } = await invite({ role: 'admin' });
    await team.admin.browser.ok(invitations.revokeInvites, { invites: [id] }, { workspace: team.workspace });
    const events = await server.store.db
      .selectFrom('events')
      .selectAll()
      .where('action', 'like', 'invitation.%')
      .orderBy('action')
      .execute();
    expect(events).toMatchObject([
      {
        action: 'invitation.create',
        actor: team.owner.id,
        workspace_id: team.workspace,
        target: id.slice(0, 6),
        detail: '{"role":"admin"}',
      },
      { action: 'invitation.revoke', actor: team.admin.id, workspace_id: team.workspace, target: id.slice(0, 6) },
    ]);
  });
});

describe('who may invite', () => {
  test('a member may not: neither make, see nor revoke links', async () => {
    for (const answer of await callAll(team.member))
      expect(answer).toMatchObject({ status: 403, meta: { result_subcode: 20, error_data: { error: 'not_permitted' } } });
    expect(await invitesOf()).toHaveLength(1);
  });

  test('check 43: somebody from elsewhere is answered as for a workspace that does not exist', async () => {
    const answers = await callAll(team.outsider);
    for (const answer of answers) expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 10 } });
    for (const answer of await callAll(team.outsider, 'f'.repeat(32))) expect(answer.meta.result_msg).toBe(answers[0]?.meta.result_msg);
    expect(await invitesOf()).toHaveLength(2);
  });

  test('nobody without a log-in', async () => {
    for (const operation of [invitations.createInvite, invitations.getInvites, invitations.revokeInvites])
      expect((await server.client().call(operation, {})).status).toBe(401);
  });

  test('check 43: a link of another workspace is not revoked, and not told apart from none', async () => {
    const { id } = await invite();
    const { browser } = team.outsider;
    expect(await browser.ok(invitations.revokeInvites, { invites: [id] })).toEqual({ revoked: 0 });
    expect(await browser.ok(invitations.revokeInvites, { invites: ['unknown'] })).toEqual({ revoked: 0 });
    expect(await browser.ok(invitations.getInvites, { active: false })).toEqual({ invites: [] });
    expect(await infoOf(id)).toMatchObject({ state: 'active' });
  });

  test('check 36: nobody makes owners by a link, whatever is asked for', async () => {
    for (const who of [team.owner, team.admin]) {
      const answer = await who.browser.call(invitations.createInvite, { role: 'owner' }, { workspace: team.workspace });
      expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 12, error_data: { fields: { role: 'type' } } } });
    }
    expect(await invitesOf()).toEqual([]);
  });

  test('check 36: the role comes from the stored link only', async () => {
    const { id } = await invite({ role: 'admin' });
    const { browser } = team.outsider;
    const asked = await browser.call(login.joinCompany, { invite_id: id, role: 'owner' });
    expect(asked).toMatchObject({ status: 400, meta: { error_data: { fields: { role: 'unknown' } } } });
    await browser.ok(login.joinCompany, { invite_id: id });
    expect(await membersOf(server, team.workspace)).toContainEqual({ user: team.outsider.id, role: 'admin' });
  });
});

describe('the list of links', () => {
  test('has the open ones, newest first, and all with their states when asked', async () => {
    const made: Record<string, string> = {};
    for (const [state, request] of Object.entries({
      expired: { expires_in_sec: 60 },
      used_up: { max_uses: 1 },
      revoked: {},
      active: { max_uses: 2, role: 'admin', note: 'for the lab' },
    })) {
      server.clock.advance(1000);
      made[state] = (await invite(request)).id;
    }
    await team.owner.browser.ok(invitations.revokeInvites, { invites: [made['revoked'] ?? ''] });
    await team.outsider.browser.ok(login.joinCompany, { invite_id: made['used_up'] ?? '' });
    server.clock.advance(120_000);
    expect((await invitesOf()).map(({ id, state }) => [state, id])).toEqual([['active', made['active']]]);
    const all = await invitesOf({ active: false });
    expect(all.map(({ state, uses }) => [state, uses])).toEqual([
      ['active', 0],
      ['revoked', 0],
      ['used_up', 1],
      ['expired', 0],
    ]);
    for (const { id, state } of all) expect(made[state]).toBe(id);
  });

  test('leaves out links that another key sealed', async () => {
    await invite();
    await server.store.db.updateTable('invitations').set({ sealed: 'AAAA' }).execute();
    expect(await invitesOf({ active: false })).toEqual([]);
  });
});

describe('revoking links', () => {
  test('check 40: counts what it ended; the second time there is nothing to end', async () => {
    const ids = [(await invite()).id, (await invite()).id];
    const revoke = () => team.admin.browser.ok(invitations.revokeInvites, { invites: [...ids, 'unknown'] }, { workspace: team.workspace });
    expect(await revoke()).toEqual({ revoked: 2 });
    expect(await revoke()).toEqual({ revoked: 0 });
    expect(await invitesOf()).toEqual([]);
    expect(await infoOf(ids[0] ?? '')).toEqual({ active: false, state: 'revoked' });
  });

  test('check 40: at the same moment is one end, and one event', async () => {
    const { id } = await invite();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => team.owner.browser.ok(invitations.revokeInvites, { invites: [id] })),
    );
    expect(answers.map(({ revoked }) => revoked).toSorted()).toEqual([...Array.from({ length: 19 }, () => 0), 1]);
    const events = await server.store.db.selectFrom('events').selectAll().where('action', '=', 'invitation.revoke').execute();
    expect(events).toHaveLength(1);
  });
});

describe('looking up a link', () => {
  test('names workspace, inviter and role to anybody while it is active', async () => {
    const { id } = await invite({ role: 'admin' });
    const names = {
      active: true,
      state: 'active',
      company_name: "Olga Owner's workspace",
      user_name: 'Olga Owner',
      role: 'admin',
      allowed_users: 10,
      allocated_users: 3,
    };
    expect(await infoOf(id)).toEqual(names);
    expect(await infoOf(id, team.outsider)).toEqual({ ...names, already_member: false });
    expect(await infoOf(id, team.member)).toEqual({ ...names, already_member: true });
  });

  test('check 45: says whether it is for one e-mail address, and not for which', async () => {
    const info = await infoOf((await invite({ email: 'grace@example.com' })).id);
    expect(info).toMatchObject({ active: true, bound: true });
    expect(JSON.stringify(info)).not.toContain('grace');
  });

  test('check 32: dead, unknown and malformed links are answered in one shape that names nothing', async () => {
    const [expired, revoked, usedUp] = [await invite({ expires_in_sec: 1 }), await invite(), await invite({ max_uses: 1 })];
    await team.owner.browser.ok(invitations.revokeInvites, { invites: [revoked.id] });
    await team.outsider.browser.ok(login.joinCompany, { invite_id: usedUp.id });
    server.clock.advance(1000);
    const full = await invite();
    await server.store.db.updateTable('workspaces').set({ seats: 4 }).where('id', '=', team.workspace).execute();
    for (const [id, state] of [
      [expired.id, 'expired'],
      [revoked.id, 'revoked'],
      [usedUp.id, 'used_up'],
      [full.id, 'full'],
      [`${full.id}A`, 'unknown'],
      [full.id.slice(0, -1), 'unknown'],
      ['', 'unknown'],
      ['\u0000', 'unknown'],
      ['../../etc/passwd', 'unknown'],
      ["' or 1=1 --", 'unknown'],
      ['é'.repeat(1000), 'unknown'],
      ['A'.repeat(1_000_000), 'unknown'],
    ] as const) {
      const stranger = await someone(server);
      expect(await infoOf(id, stranger)).toEqual({ active: false, state });
      expect((await stranger.browser.call(login.joinCompany, { invite_id: id })).status).toBe(400);
    }
  });

  test('check 32: more than a request may hold is refused before it is read', async () => {
    expect((await server.client().call(login.getInviteInfo, { invite_id: 'A'.repeat(1_100_000) })).status).toBe(413);
  });

  test('a link that had ended is not revoked, and no event says so', async () => {
    const [expired, used] = [await invite({ expires_in_sec: 60 }), await invite({ max_uses: 1 })];
    const guest = await someone(server);
    await guest.browser.ok(login.joinCompany, { invite_id: used.id });
    server.clock.advance(60_000);
    expect(await team.owner.browser.ok(invitations.revokeInvites, { invites: [expired.id, used.id] })).toEqual({ revoked: 0 });
    expect(await infoOf(used.id, guest)).toMatchObject({ state: 'used_up', already_member: true });
    expect(await server.store.db.selectFrom('events').select('id').where('action', '=', 'invitation.revoke').execute()).toEqual([]);
  });

  test('tests the states in their order', async () => {
    const { id } = await invite({ expires_in_sec: 60, max_uses: 1, email: 'grace@example.com' });
    const stranger = await someone(server);
    expect(await infoOf(id, stranger)).toEqual({ active: false, state: 'wrong_account' });
    await server.store.db.updateTable('workspaces').set({ seats: 1 }).where('id', '=', team.workspace).execute();
    const grace = await someone(server, 'Grace Sample', 'grace@example.com');
    expect(await infoOf(id, grace)).toEqual({ active: false, state: 'full' });
    expect(await infoOf(id, team.member)).toMatchObject({ active: true, already_member: true });
    await server.store.db.updateTable('invitations').set({ uses: 1 }).execute();
    expect(await infoOf(id, grace)).toEqual({ active: false, state: 'used_up' });
    expect(await infoOf(id, team.member)).toMatchObject({ active: false, state: 'used_up', already_member: true, user_name: 'Olga Owner' });
    server.clock.advance(60_000);
    expect(await infoOf(id)).toEqual({ active: false, state: 'expired' });
    await server.store.db.updateTable('invitations').set({ revoked: server.clock.now() }).execute();
    expect(await infoOf(id)).toEqual({ active: false, state: 'revoked' });
  });

  test.each([
    [{}, { invite_id: 'required' }],
    [{ invite_id: 7 }, { invite_id: 'type' }],
    [{ invite_id: { $gt: '' } }, { invite_id: 'type' }],
    [{ invite_id: 'a', company_id: 'b' }, { company_id: 'unknown' }],
  ])('%j is refused', async (request, fields) => {
    const answer = await server.client().call(login.getInviteInfo, request);
    expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 12, error_data: { fields } } });
  });

  test('check 3: changes nothing', async () => {
    const { id } = await invite();
    const before = await dump(server.store);
    await infoOf(id);
    expect(await dump(server.store)).toBe(before);
  });
});

describe('links whose maker may no longer invite', () => {
  const second = async (): Promise<Someone> => {
    const person = await someone(server, 'Bea Brief');
    await addMember(server, team.workspace, person.id, 'admin');
    return person;
  };

  test('check 38: die when the maker leaves, and stay dead when the maker comes back', async () => {
    const bea = await second();
    const link = await invite({}, bea);
    server.clock.advance(day);
    await bea.browser.ok(login.leaveCompany, { company_id: team.workspace });
    expect(await infoOf(link.id)).toEqual({ active: false, state: 'revoked' });
    expect(await invitesOf()).toEqual([]);
    server.clock.advance(day);
    await addMember(server, team.workspace, bea.id, 'admin');
    expect(await infoOf(link.id)).toEqual({ active: false, state: 'revoked' });
    expect((await invitesOf({ active: false })).map(({ id, state }) => [id, state])).toEqual([[link.id, 'revoked']]);
  });

  test('check 38: die when the maker is an admin no more', async () => {
    const bea = await second();
    const link = await invite({}, bea);
    await server.store.db.updateTable('memberships').set({ role: 'member' }).where('user_id', '=', bea.id).execute();
    expect(await infoOf(link.id)).toEqual({ active: false, state: 'revoked' });
    const refused = await team.outsider.browser.call(login.joinCompany, { invite_id: link.id });
    expect(refused).toMatchObject({ status: 400, meta: { result_subcode: 1001 } });
    expect(await invitesOf()).toEqual([]);
  });
});

test.each<[string, unknown, Record<string, string>]>([
  ['no time', { expires_in_sec: 0 }, { expires_in_sec: 'range' }],
  ['less than no time', { expires_in_sec: -5 }, { expires_in_sec: 'range' }],
  ['half a second', { expires_in_sec: 0.5 }, { expires_in_sec: 'type' }],
  ['a time as text', { expires_in_sec: '60' }, { expires_in_sec: 'type' }],
  ['no uses', { max_uses: 0 }, { max_uses: 'range' }],
  ['an unknown role', { role: 'guest' }, { role: 'type' }],
  ['no e-mail address', { email: 'grace' }, { email: 'format' }],
  ['a long note', { note: 'a'.repeat(201) }, { note: 'too_long' }],
  ['a note of two lines', { note: 'a\nb' }, { note: 'format' }],
  ['check 35: a workspace in the body', { company: 'f'.repeat(32) }, { company: 'unknown' }],
])('an invitation with %s is refused', async (_what, request, fields) => {
  const answer = await team.owner.browser.call(invitations.createInvite, request);
  expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 12, error_data: { fields } } });
  expect(await invitesOf()).toEqual([]);
});

test.each<[unknown, Record<string, string>]>([
  [{}, { invites: 'required' }],
  [{ invites: [] }, { invites: 'too_short' }],
  [{ invites: 'all' }, { invites: 'type' }],
  [{ invites: [7] }, { 'invites.0': 'type' }],
  [{ invites: ['a'.repeat(257)] }, { 'invites.0': 'too_long' }],
])('revoking %j is refused', async (request, fields) => {
  const answer = await team.owner.browser.call(invitations.revokeInvites, request);
  expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 12, error_data: { fields } } });
});
