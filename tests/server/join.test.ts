import fc from 'fast-check';
import type { Transaction } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth, invitations, login, organization } from '#contract/index.ts';
import { addMember as admit } from '#server/store/members.ts';
import type { Tables } from '#server/store/schema.ts';
import { lockWorkspace } from '#server/store/store.ts';
import { basic, bearer, type TestClient } from '#tests/support/client.ts';
import { heldUp } from '#tests/support/held-up.ts';
import { addMember } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, membersOf, someone, type Someone, type Team } from '#tests/support/team.ts';
import { runs } from '#tests/support/runs.ts';

type Trx = Transaction<Tables>;

let server: TestServer;
let team: Team;
beforeEach(async () => {
  server = await startServer();
  team = await makeTeam(server);
});
afterEach(() => server.close());

const invite = async (request = {}): Promise<string> => (await team.owner.browser.ok(invitations.createInvite, request)).id;
const join = (who: Someone, invite_id: string, options = {}) => who.browser.call(login.joinCompany, { invite_id }, options);
const setSeats = (seats: number | null) =>
  server.store.db.updateTable('workspaces').set({ seats }).where('id', '=', team.workspace).execute();
const workspaceRow = () =>
  server.store.db.selectFrom('workspaces').select(['members', 'seats']).where('id', '=', team.workspace).executeTakeFirstOrThrow();
const usesOf = async (): Promise<number[]> =>
  (await server.store.db.selectFrom('invitations').select('uses').orderBy('created').execute()).map(({ uses }) => uses);
const many = async (count: number): Promise<Someone[]> => {
  const people: Someone[] = [];
  for (let made = 0; made < count; made += 1) people.push(await someone(server));
  return people;
};

describe('joining', () => {
  test('makes a member at once, and leaves an event', async () => {
    const id = await invite({ role: 'admin' });
    expect(await join(team.outsider, id)).toMatchObject({
      status: 200,
      data: { company_id: team.workspace, company_name: "Olga Owner's workspace" },
    });
    const { browser } = team.outsider;
    expect(await browser.ok(organization.getMembers, {}, { workspace: team.workspace })).toMatchObject({ total: 4 });
    expect(await membersOf(server, team.workspace)).toContainEqual({ user: team.outsider.id, role: 'admin' });
    expect(await server.store.db.selectFrom('events').selectAll().where('action', '=', 'member.join').execute()).toMatchObject([
      { workspace_id: team.workspace, actor: team.outsider.id, detail: JSON.stringify({ invitation: id.slice(0, 6), role: 'admin' }) },
    ]);
  });

  test('check 35: follows the link, whatever workspace the header or the body name', async () => {
    const id = await invite();
    expect(await join(team.outsider, id, { workspace: team.outsider.workspace })).toMatchObject({ data: { company_id: team.workspace } });
    const other = await someone(server);
    const named = await other.browser.call(login.joinCompany, { invite_id: id, company_id: other.workspace });
    expect(named).toMatchObject({ status: 400, meta: { error_data: { fields: { company_id: 'unknown' } } } });
    expect(await membersOf(server, team.workspace)).toHaveLength(4);
  });

  test('needs a log-in', async () => {
    const answer = await server.client().call(login.joinCompany, { invite_id: await invite() });
    expect(answer).toMatchObject({ status: 401, meta: { result_subcode: 20 } });
  });

  test('check 3: never happens by GET with the cookie', async () => {
    const id = await invite();
    const answer = await team.outsider.browser.call(`${login.joinCompany.name}?invite_id=${id}`, {}, { method: 'GET' });
    expect(answer.status).toBe(405);
    expect(await membersOf(server, team.workspace)).toHaveLength(3);
  });

  test('a key pair joins nothing: it knows its own workspace only', async () => {
    const id = await invite();
    const { credentials } = await team.outsider.browser.ok(auth.createCredentials, {});
    const headers = basic(credentials.access_key, credentials.secret_key);
    const answer = await server.client().call(login.joinCompany, { invite_id: id }, { headers });
    expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 54 } });
    expect(await membersOf(server, team.workspace)).toHaveLength(3);
  });

  test.each([
    [{}, { invite_id: 'required' }],
    [{ invite_id: null }, { invite_id: 'required' }],
    [{ invite_id: ['a'] }, { invite_id: 'type' }],
  ])('with %j is refused', async (request, fields) => {
    const answer = await team.outsider.browser.call(login.joinCompany, request);
    expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 12, error_data: { fields } } });
  });
});

test('a key pair learns of another workspace by no link, dead or open, though its owner is in both', async () => {
  const [dead, open] = [await invite({ expires_in_sec: 1 }), await invite()];
  server.clock.advance(2000);
  const infoBy = async (workspace: string, invite_id: string) => {
    const { credentials } = await team.member.browser.ok(auth.createCredentials, {}, { workspace });
    const headers = basic(credentials.access_key, credentials.secret_key);
    const { token } = await server.client().ok(auth.login, {}, { headers });
    const [byKey, byToken] = [headers, bearer(token)].map((sent) =>
      server.client().ok(login.getInviteInfo, { invite_id }, { headers: sent }),
    );
    expect(await byToken).toEqual(await byKey);
    return byKey;
  };
  for (const id of [dead, open]) {
    expect(await infoBy(team.member.workspace, id)).toEqual({ active: false, state: 'unknown' });
    expect(await infoBy(team.workspace, id)).toMatchObject({ company_name: "Olga Owner's workspace", already_member: true });
    expect(await team.member.browser.ok(login.getInviteInfo, { invite_id: id })).toMatchObject({ already_member: true });
  }
});

describe('a link that admits nobody', () => {
  test('says why', async () => {
    const [expired, revoked, usedUp, bound] = [
      await invite({ expires_in_sec: 1 }),
      await invite(),
      await invite({ max_uses: 1 }),
      await invite({ email: 'Grace@Example.com' }),
    ];
    await team.owner.browser.ok(invitations.revokeInvites, { invites: [revoked] });
    await join(team.outsider, usedUp);
    server.clock.advance(1000);
    const open = await invite();
    const stranger = await someone(server);
    for (const [id, subcode, error] of [
      ['nothing like it', 54, 'invitation_unknown'],
      [expired, 56, 'invitation_expired'],
      [revoked, 1001, 'invitation_revoked'],
      [usedUp, 1002, 'invitation_used_up'],
      [bound, 1004, 'invitation_wrong_account'],
    ] as const)
      expect(await join(stranger, id)).toMatchObject({ status: 400, meta: { result_subcode: subcode, error_data: { error } } });
    await setSeats(4);
    expect(await join(stranger, open)).toMatchObject({
      status: 400,
      meta: { result_subcode: 1003, error_data: { error: 'workspace_full' } },
    });
    expect(await membersOf(server, team.workspace)).toHaveLength(4);
  });

  test.each(['expired', 'revoked'] as const)(
    'check 39: lets a member in all the same when it is %s, and names the workspace to nobody else',
    async (state) => {
      const id = await invite({ expires_in_sec: 60 });
      const stranger = await someone(server);
      if (state === 'revoked') await team.owner.browser.ok(invitations.revokeInvites, { invites: [id] });
      else server.clock.advance(60_000);
      const infoFor = (client: TestClient) => client.ok(login.getInviteInfo, { invite_id: id });
      const named = { active: false, state, already_member: true, company_name: "Olga Owner's workspace" };
      expect(await infoFor(team.member.browser)).toMatchObject(named);
      expect(await join(team.member, id)).toMatchObject({ status: 200, data: { company_id: team.workspace } });
      expect(await usesOf()).toEqual([0]);
      for (const client of [stranger.browser, server.client()]) expect(await infoFor(client)).toEqual({ active: false, state });
      expect((await join(stranger, id)).status).toBe(400);
    },
  );

  test('check 37: bound to an e-mail it waits for that account, whatever the case, and is used up by it', async () => {
    const id = await invite({ email: 'Grace@Example.com', max_uses: null });
    expect((await join(team.outsider, id)).status).toBe(400);
    expect(await usesOf()).toEqual([0]);
    const grace = await someone(server, 'Grace Sample', 'grace@example.com');
    expect((await join(grace, id)).status).toBe(200);
    expect((await team.owner.browser.ok(invitations.getInvites, {})).invites).toEqual([]);
    const all = await team.owner.browser.ok(invitations.getInvites, { active: false });
    expect(all.invites).toMatchObject([{ max_uses: 1, uses: 1, state: 'used_up' }]);
  });

  test('check 39: is an older one, for somebody who left; a newer one admits them again', async () => {
    const old = await invite();
    await join(team.outsider, old);
    server.clock.advance(1000);
    await team.outsider.browser.ok(login.leaveCompany, { company_id: team.workspace });
    expect(await join(team.outsider, old)).toMatchObject({ status: 400, meta: { result_subcode: 1001 } });
    expect(await team.outsider.browser.ok(login.getInviteInfo, { invite_id: old })).toEqual({ active: false, state: 'revoked' });
    expect((await join(await someone(server), old)).status).toBe(200);
    server.clock.advance(1000);
    expect((await join(team.outsider, await invite())).status).toBe(200);
    expect(await join(team.outsider, old)).toMatchObject({ status: 200 });
  });
});

describe('check 39: a member who joins again', () => {
  test('gets the same answer, and spends neither seat nor use', async () => {
    await setSeats(4);
    const id = await invite({ max_uses: 2 });
    const first = await join(team.outsider, id);
    expect((await join(team.outsider, id)).data).toEqual(first.data);
    expect((await join(team.owner, id)).data).toEqual(first.data);
    expect(await usesOf()).toEqual([1]);
    expect(await workspaceRow()).toMatchObject({ members: 4 });
  });

  test('check 40: by the last use, after its answer was lost, is told the same', async () => {
    const id = await invite({ max_uses: 1 });
    const first = await join(team.outsider, id);
    expect(await join(team.outsider, id)).toMatchObject({ status: 200, data: first.data });
    expect(await usesOf()).toEqual([1]);
  });

  test('keeps the role, though the link gives another', async () => {
    await join(team.member, await invite({ role: 'admin' }));
    expect(await membersOf(server, team.workspace)).toContainEqual({ user: team.member.id, role: 'member' });
  });

  test('check 40: many clicks at once are one member, one use, one event', async () => {
    const id = await invite({ max_uses: 1 });
    const answers = await Promise.all(Array.from({ length: 30 }, () => join(team.outsider, id)));
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, data: { company_id: team.workspace } });
    expect(await usesOf()).toEqual([1]);
    expect(await workspaceRow()).toMatchObject({ members: 4 });
    expect(await server.store.db.selectFrom('events').selectAll().where('action', '=', 'member.join').execute()).toHaveLength(1);
  });
});

describe.runIf(process.env['TEST_STORE'] === 'postgres')('while another process holds the workspace, and has not said so yet', () => {
  const now = () => server.clock.now();
  const last = { max_uses: 1 };

  test.each([
    [
      'check 33: that gives the last seat away',
      {},
      1003,
      (trx: Trx, guest: Someone) => admit(trx, team.workspace, guest.id, { role: 'member', joined: now() }),
    ],
    ['check 33: that counts the last use', last, 1002, (trx: Trx) => trx.updateTable('invitations').set({ uses: 1 }).execute()],
    [
      'check 34: that lowers the limit',
      {},
      1003,
      (trx: Trx) => trx.updateTable('workspaces').set({ seats: 3 }).where('id', '=', team.workspace).execute(),
    ],
  ])('%s, a join waits for it and is refused', async (_what, link, subcode, meanwhile) => {
    const [id, guest] = [await invite(link), await someone(server)];
    await setSeats(4);
    // of no turn, as another process knows nothing of the turns of this one
    const { joining } = await server.store.transaction(async (trx) => {
      await lockWorkspace(trx, team.workspace);
      await meanwhile(trx, guest);
      const joining = join(team.outsider, id);
      await heldUp(trx);
      return { joining };
    });
    expect(await joining).toMatchObject({ status: 400, meta: { result_subcode: subcode } });
    expect(await membersOf(server, team.workspace)).not.toContainEqual({ user: team.outsider.id, role: 'member' });
  });
});

describe('at the same time', () => {
  test('check 33: 200 joins on one use make one member', async () => {
    const [people, id] = [await many(200), await invite({ max_uses: 1 })];
    await setSeats(null);
    const answers = await Promise.all(people.map((person) => join(person, id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map(({ meta }) => meta.result_subcode))).toEqual(new Set([0, 1002]));
    expect(await membersOf(server, team.workspace)).toHaveLength(4);
    expect(await usesOf()).toEqual([1]);
  });

  test('check 33: 200 joins on one seat make one member', async () => {
    const [people, id] = [await many(200), await invite()];
    await setSeats(4);
    const answers = await Promise.all(people.map((person) => join(person, id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map(({ meta }) => meta.result_subcode))).toEqual(new Set([0, 1003]));
    expect(await membersOf(server, team.workspace)).toHaveLength(4);
    expect(await workspaceRow()).toMatchObject({ members: 4 });
  });

  test('check 34: links and joins of many never exceed the seats; a lower limit admits nobody and drops nobody', async () => {
    await setSeats(8);
    const links: string[] = [];
    for (let made = 0; made < 10; made += 1) links.push(await invite());
    const people = await many(30);
    await Promise.all(people.map((person, at) => join(person, links[at % links.length] ?? '')));
    expect(await membersOf(server, team.workspace)).toHaveLength(8);
    await setSeats(5);
    expect(await join(await someone(server), links[0] ?? '')).toMatchObject({ meta: { result_subcode: 1003 } });
    expect(await membersOf(server, team.workspace)).toHaveLength(8);
    await setSeats(9);
    expect((await join(await someone(server), links[0] ?? '')).status).toBe(200);
  });

  test('check 34: under random joins, leaves and hand-overs at once, seats hold, and there is an owner', async () => {
    const people = [team.owner, team.admin, team.member, team.outsider, ...(await many(3))];
    const shared = await someone(server, 'Stella Shared');
    await server.store.db.updateTable('workspaces').set({ personal_of: null, seats: 4 }).where('id', '=', shared.workspace).execute();
    /** One owner and one member, and nobody who ever left. */
    const reset = async (): Promise<void> => {
      await server.store.db.updateTable('workspaces').set({ members: 0 }).where('id', '=', shared.workspace).execute();
      await server.store.db.deleteFrom('memberships').where('workspace_id', '=', shared.workspace).execute();
      await server.store.db.deleteFrom('departures').execute();
      await addMember(server, shared.workspace, shared.id, 'owner');
      await addMember(server, shared.workspace, team.owner.id);
    };
    const everybody = [shared, ...people];
    const person = fc.nat(everybody.length - 1);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('join' as const), who: person }),
      fc.record({ kind: fc.constant('leave' as const), who: person, heir: fc.option(person) }),
    );
    /** A new link by whoever may make one. */
    const freshLink = async (): Promise<string> => {
      server.clock.advance(1000);
      for (const { browser } of everybody) {
        const answer = await browser.call(invitations.createInvite, {}, { workspace: shared.workspace });
        if (answer.status === 200) return String(answer.data['id']);
      }
      return 'nobody is left';
    };
    const take = (change: { kind: 'join' | 'leave'; who: number; heir?: number | null }, link: string) => {
      const who = everybody[change.who] ?? shared;
      if (change.kind === 'join') return join(who, link);
      const heir = change.heir == null ? {} : { new_owner: (everybody[change.heir] ?? shared).id };
      return who.browser.call(login.leaveCompany, { company_id: shared.workspace, ...heir });
    };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { maxLength: 5 }), async (rounds) => {
        await reset();
        for (const round of rounds) {
          const link = await freshLink();
          const answers = await Promise.all(round.map((change) => take(change, link)));
          for (const { status } of answers) expect([200, 400, 403]).toContain(status);
          const members = await membersOf(server, shared.workspace);
          const row = await server.store.db
            .selectFrom('workspaces')
            .selectAll()
            .where('id', '=', shared.workspace)
            .executeTakeFirstOrThrow();
          expect(members.length).toBeLessThanOrEqual(4);
          expect(row.members).toBe(members.length);
          expect(members.length === 0 || members.some(({ role }) => role === 'owner')).toBe(true);
        }
      }),
      { numRuns: runs(15) },
    );
  });
});
