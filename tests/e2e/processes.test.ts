import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as managing from '#contract/managing.ts';
import { auth, invitations, login, organization, users } from '#contract/index.ts';
import { runAdmin } from '#server/admin.ts';
import { removeMember } from '#server/store/members.ts';
import { basic } from '#tests/support/client.ts';
import { addMember } from '#tests/support/people.ts';
import { startProcesses, type Processes } from '#tests/support/processes.ts';
import { membersOf, someone, type Someone } from '#tests/support/team.ts';

const rounds = 5;

describe.skipIf(process.env['TEST_DATABASE_URL'] === undefined)('two processes on one PostgreSQL', () => {
  let both: Processes;
  let owner: Someone;

  beforeAll(async () => {
    both = await startProcesses(2);
    owner = await someone(both.server, 'Olga Owner');
  });
  afterAll(() => both.stop());

  /** A workspace with these seats, the owner in it, and a link to it. */
  const workspaceOf = async (seats: number | null): Promise<{ id: string; link: string }> => {
    const { id } = await owner.browser.ok(organization.createCompany, { name: 'Acme Vision' });
    await both.server.store.db.updateTable('workspaces').set({ seats }).where('id', '=', id).execute();
    const link = await owner.browser.ok(invitations.createInvite, {}, { workspace: id });
    return { id, link: link.id };
  };
  const codes = (answers: readonly { readonly meta: { readonly result_subcode: number } }[]): number[] =>
    answers.map(({ meta }) => meta.result_subcode).toSorted((a, b) => a - b);

  test('check 33: of 200 who join at the same moment by a link, one gets the free seat, 199 a clear answer', async () => {
    const guests: Someone[] = [];
    for (let made = 0; made < 200; made += 1) guests.push(await someone(both.server));
    const { id, link } = await workspaceOf(2);
    const answers = await Promise.all(guests.map(({ browser }) => browser.call(login.joinCompany, { invite_id: link })));
    expect(codes(answers)).toEqual([0, ...Array.from({ length: 199 }, () => 1003)]);
    expect(await membersOf(both.server, id)).toHaveLength(2);
  });

  test('check 33: of two who join at the same moment, each by a process of their own, one gets the free seat', async () => {
    const { id, link } = await workspaceOf(2);
    const guests = [await someone(both.server), await someone(both.server)];
    for (let round = 0; round < 40; round += 1) {
      const answers = await Promise.all(guests.map(({ browser }) => browser.call(login.joinCompany, { invite_id: link })));
      expect(codes(answers)).toEqual([0, 1003]);
      const joined = (await membersOf(both.server, id)).filter(({ user }) => user !== owner.id);
      expect(joined).toHaveLength(1);
      // so long ago that the link is newer, and admits them again
      for (const { user } of joined) await both.server.store.transaction((trx) => removeMember(trx, id, user, 0));
    }
  });

  test('check 41: of two owners who leave, demote or remove each other at the same moment, one stays', async () => {
    const ways = [
      (by: Someone, _whom: Someone, id: string) => by.browser.call(login.leaveCompany, { company_id: id }),
      (by: Someone, whom: Someone, id: string) =>
        by.browser.call(managing.setMemberRole, { user: whom.id, role: 'member' }, { workspace: id }),
      (by: Someone, whom: Someone, id: string) => by.browser.call(managing.removeMember, { user: whom.id }, { workspace: id }),
    ];
    for (const way of ways)
      for (let round = 0; round < rounds; round += 1) {
        const [{ id }, second, third] = [await workspaceOf(null), await someone(both.server), await someone(both.server)];
        await addMember(both.server, id, second.id, 'owner');
        await addMember(both.server, id, third.id);
        const answers = await Promise.all([way(owner, second, id), way(second, owner, id)]);
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
        expect((await membersOf(both.server, id)).filter(({ role }) => role === 'owner')).toHaveLength(1);
      }
  });

  test('once a link is revoked, its maker removed or the workspace deleted by one, nobody comes in by the other', async () => {
    // how, and who is left of the owner, the maker and those who came in
    const ends = [
      {
        end: (id: string, _maker: Someone, link: string) =>
          owner.browser.call(invitations.revokeInvites, { invites: [link] }, { workspace: id }),
        left: (inside: number) => 2 + inside,
      },
      {
        end: (id: string, maker: Someone) => owner.browser.call(managing.removeMember, { user: maker.id }, { workspace: id }),
        left: (inside: number) => 1 + inside,
      },
      {
        end: (id: string) => owner.browser.call(organization.deleteCompany, { name: 'Acme Vision' }, { workspace: id }),
        left: () => 0,
      },
    ];
    for (const { end, left } of ends)
      for (let round = 0; round < rounds; round += 1) {
        const [{ id }, maker] = [await workspaceOf(null), await someone(both.server)];
        await addMember(both.server, id, maker.id, 'admin');
        const { id: link } = await maker.browser.ok(invitations.createInvite, {}, { workspace: id });
        const join = ({ browser }: Someone) => browser.call(login.joinCompany, { invite_id: link });
        const guests = await Promise.all([someone(both.server), someone(both.server), someone(both.server)]);
        const [ended, ...joins] = await Promise.all([end(id, maker, link), ...guests.map(join)]);
        expect(ended.status).toBe(200);
        for (const { status } of joins) expect([200, 400]).toContain(status);
        // one at each process
        for (const late of [await someone(both.server), await someone(both.server)]) expect((await join(late)).status).toBe(400);
        const inside = joins.filter(({ status }) => status === 200).length;
        expect(await membersOf(both.server, id)).toHaveLength(left(inside));
      }
  });

  test('check 34: a limit that is lowered while people join admits nobody beyond it from then on', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { id, link } = await workspaceOf(20);
      const guests = await Promise.all(Array.from({ length: 8 }, () => someone(both.server)));
      const calls = guests.map(({ browser }) => browser.call(login.joinCompany, { invite_id: link }));
      await Promise.race(calls);
      const told: string[] = [];
      const code = await runAdmin(both.server.parts, ['set-seats', id, '3'], (line) => void told.push(line));
      const joins = await Promise.all(calls);
      expect(code).toBe(0);
      const then = Number(/3 seats and (\d+) members?\./.exec(told.join(''))?.[1]);
      for (const { status } of joins) expect([200, 400]).toContain(status);
      expect((await membersOf(both.server, id)).length).toBeLessThanOrEqual(Math.max(then, 3));
    }
  });

  test('a key that is revoked, or whose user is removed, by one is dead at the other at once, with its tokens', async () => {
    const { id } = await workspaceOf(null);
    const member = await someone(both.server);
    await addMember(both.server, id, member.id);
    const [first, second] = [both.clientAt(0), both.clientAt(1)];
    for (const end of ['revoke', 'remove'] as const) {
      const { access_key, secret_key } = (await member.browser.ok(auth.createCredentials, {}, { workspace: id })).credentials;
      const headers = basic(access_key, secret_key);
      for (const client of [first, second]) expect((await client.call(users.getCurrentUser, {}, { headers })).status).toBe(200);
      const { token } = await second.ok(auth.login, {}, { headers });
      second.cookies.clear();
      if (end === 'revoke')
        await owner.browser.ok(auth.revokeCredentials, { access_keys: [access_key], user: member.id }, { workspace: id });
      else await owner.browser.ok(managing.removeMember, { user: member.id }, { workspace: id });
      for (const client of [first, second])
        for (const authorization of [headers, { authorization: `Bearer ${token}` }])
          expect((await client.call(users.getCurrentUser, {}, { headers: authorization })).status).toBe(401);
    }
  });
});
