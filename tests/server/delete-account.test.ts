import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deleteAccount } from '#contract/account.ts';
import * as activity from '#contract/activity.ts';
import * as managing from '#contract/managing.ts';
import { auth, invitations, login, organization, pageModes, users } from '#contract/index.ts';
import { addMember as joinWorkspace } from '#server/store/members.ts';
import { basic, type TestClient } from '#tests/support/client.ts';
import { addMember, samplePassword } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { membersOf, someone, type Someone } from '#tests/support/team.ts';

let server: TestServer;
let ada: Someone;
let ben: Someone;

beforeEach(async () => {
  server = await startServer();
  ada = await someone(server, 'Ada Sample', 'ada@example.com');
  ben = await someone(server, 'Ben Sample', 'ben@example.com');
});
afterEach(() => server.close());

const remove = (who: Someone, password = samplePassword) => who.browser.call(deleteAccount, { password });
const isIn = async (client: TestClient, headers = {}): Promise<boolean> =>
  (await client.call(users.getPreferences, {}, { headers })).status === 200;
const makeWorkspace = async (owner: Someone, name = 'Acme Vision'): Promise<string> =>
  (await owner.browser.ok(organization.createCompany, { name })).id;
const keyOf = async (who: Someone, workspace: string): Promise<{ authorization: string }> => {
  const { access_key, secret_key } = (await who.browser.ok(auth.createCredentials, {}, { workspace })).credentials;
  return basic(access_key, secret_key);
};
const workspaceRow = (id: string) =>
  server.store.db.selectFrom('workspaces').select(['members', 'personal_of']).where('id', '=', id).executeTakeFirst();
const exists = async (who: Someone): Promise<boolean> =>
  (await server.store.db.selectFrom('users').select('id').where('id', '=', who.id).executeTakeFirst()) !== undefined;

/** Every table but `events`, as text. */
const everythingKept = async (): Promise<string> => {
  const tables = [
    'users',
    'preferences',
    'workspaces',
    'memberships',
    'departures',
    'credentials',
    'sessions',
    'invitations',
    'password_links',
  ] as const;
  const rows = await Promise.all(tables.map((table) => server.store.db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows);
};

describe('deleting the account', () => {
  test('is not refused to who shares the personal workspace of somebody whose account is disabled: it stays theirs', async () => {
    await addMember(server, ada.workspace, ben.id, 'owner');
    await server.store.db.updateTable('users').set({ disabled: 1 }).where('id', '=', ada.id).execute();
    expect((await remove(ben)).status).toBe(200);
    expect(await membersOf(server, ada.workspace)).toMatchObject([{ user: ada.id, role: 'owner' }]);
  });

  test('takes with it all that is one’s own, and logs out everywhere at once', async () => {
    const workspace = await makeWorkspace(ada);
    const keys = [await keyOf(ada, ada.workspace), await keyOf(ada, workspace)] as const;
    const { id: link } = await ada.browser.ok(invitations.createInvite, {}, { workspace });
    await ada.browser.ok(users.updatePreferences, { changes: [{ path: ['views', 'theme'], value: 'dark' }] });
    const program = server.client();
    await program.ok(auth.login, {}, { headers: keys[0] });
    const elsewhere = server.client();
    await elsewhere.ok(auth.login, {}, { headers: basic(ada.email, samplePassword) });

    const answer = await remove(ada);
    expect(answer).toMatchObject({ status: 200, data: { deleted: 1 } });
    expect(answer.headers.get('set-cookie')).toContain('Max-Age=0');
    expect(await everythingKept()).not.toContain(ada.id);
    expect(await everythingKept()).not.toContain(workspace);
    expect([await isIn(ada.browser), await isIn(elsewhere), await isIn(program)]).toEqual([false, false, false]);
    for (const headers of keys) expect(await isIn(server.client(), headers)).toBe(false);
    expect(await ben.browser.ok(login.getInviteInfo, { invite_id: link })).toEqual({ active: false, state: 'unknown' });
    expect(await elsewhere.ok(login.supportedModes, pageModes)).toMatchObject({
      refused_cookie: { reason: 'revoked', user: ada.id },
    });
    expect(await server.store.db.selectFrom('events').selectAll().where('action', '=', 'user.delete').execute()).toMatchObject([
      { workspace_id: '', actor: ada.id, target: ada.id },
    ]);
    expect((await isIn(ben.browser)) && (await workspaceRow(ben.workspace))).toMatchObject({ members: 1 });
  });

  test('frees the e-mail address, under which somebody may sign up who is nobody known', async () => {
    await remove(ada);
    const again = await server.client().signUp({ email: ada.email });
    expect(again.user.id).not.toBe(ada.id);
  });

  test('check 38: leaves the workspaces of others, where keys and open links end, and what was done stays without name and e-mail', async () => {
    const workspace = await makeWorkspace(ben);
    await addMember(server, workspace, ada.id, 'admin');
    const key = await keyOf(ada, workspace);
    const { id: link } = await ada.browser.ok(invitations.createInvite, {}, { workspace });
    expect((await remove(ada)).status).toBe(200);
    expect(await membersOf(server, workspace)).toEqual([{ user: ben.id, role: 'owner' }]);
    expect(await workspaceRow(workspace)).toEqual({ members: 1, personal_of: null });
    expect(await isIn(server.client(), key)).toBe(false);
    expect((await server.client().ok(login.getInviteInfo, { invite_id: link })).active).toBe(false);
    const { events } = await ben.browser.ok(activity.getEvents, {}, { workspace });
    const told = events.map(({ action, actor, actor_name = 'nobody' }) => [action, actor, actor_name].join(' '));
    expect(told.toSorted()).toEqual([
      `credentials.create ${ada.id} nobody`,
      `invitation.create ${ada.id} nobody`,
      `member.leave ${ada.id} nobody`,
      `workspace.create ${ben.id} Ben Sample`,
    ]);
    const left = events.find(({ action }) => action === 'member.leave');
    expect(left).toMatchObject({ detail: { revoked_credentials: 1, revoked_invitations: 1, account_deleted: true } });
    expect(JSON.stringify(events)).not.toMatch(/\bada\b/iu);
  });

  test('check 11: is refused with a wrong password, at its field, and nothing changes', async () => {
    expect(await remove(ada, 'wrong')).toMatchObject({
      status: 400,
      meta: { result_subcode: 1015, error_data: { error: 'wrong_password', fields: { password: 'mismatch' } } },
    });
    expect(await isIn(ada.browser)).toBe(true);
  });

  test('lets a personal workspace with another owner go on as one like any other', async () => {
    await addMember(server, ada.workspace, ben.id, 'owner');
    expect((await remove(ada)).status).toBe(200);
    expect(await workspaceRow(ada.workspace)).toEqual({ members: 1, personal_of: null });
    const { companies } = await ben.browser.ok(organization.getUserCompanies, {});
    const [, inherited] = companies;
    expect(inherited).toMatchObject({ id: ada.workspace, role: 'owner', personal: false });
    expect(inherited?.actions).toEqual(expect.arrayContaining(['leave', 'delete']));
  });

  test('twice at the same moment is one effect', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => remove(ada)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await server.store.db.selectFrom('events').select('id').where('action', '=', 'user.delete').execute()).toHaveLength(1);
  });
});

describe('check 41: the only owner of a workspace with others', () => {
  test('stays, is told which workspaces they are, and nothing changes', async () => {
    const workspace = await makeWorkspace(ada);
    await addMember(server, workspace, ben.id, 'admin');
    await addMember(server, ada.workspace, ben.id);
    await makeWorkspace(ada, 'Nobody else');
    const before = await everythingKept();
    const answer = await remove(ada);
    expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 1020, error_data: { error: 'last_owner' } } });
    expect(answer.meta.error_data?.['workspaces']).toHaveLength(2);
    expect(answer.meta.error_data?.['workspaces']).toEqual(
      expect.arrayContaining([
        { id: workspace, name: 'Acme Vision' },
        { id: ada.workspace, name: "Ada Sample's workspace" },
      ]),
    );
    expect(await exists(ada)).toBe(true);
    expect((await everythingKept()).length).toBe(before.length);
  });

  test('goes once there is another owner', async () => {
    const workspace = await makeWorkspace(ada);
    await addMember(server, workspace, ben.id);
    expect((await remove(ada)).status).toBe(400);
    await ada.browser.ok(managing.setMemberRole, { user: ben.id, role: 'owner' }, { workspace });
    expect((await remove(ada)).status).toBe(200);
    expect(await membersOf(server, workspace)).toEqual([{ user: ben.id, role: 'owner' }]);
  });

  test('is one of two owners who delete their accounts at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [first, second, member] = [await someone(server), await someone(server), await someone(server)];
      const places = [await makeWorkspace(first), await makeWorkspace(second)];
      for (const workspace of places) {
        await addMember(server, workspace, first.id, 'owner');
        await addMember(server, workspace, second.id, 'owner');
        await addMember(server, workspace, member.id);
      }
      const answers = await Promise.all([remove(first), remove(second)]);
      expect(answers.map(({ meta }) => meta.result_subcode).toSorted()).toEqual([0, 1020]);
      for (const workspace of places) {
        expect((await membersOf(server, workspace)).map(({ role }) => role)).toContain('owner');
        expect(await workspaceRow(workspace)).toMatchObject({ members: 2 });
      }
    }
  });

  test('is one of an owner who deletes the account and another who leaves at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [first, second, member] = [await someone(server), await someone(server), await someone(server)];
      const workspace = await makeWorkspace(first);
      await addMember(server, workspace, second.id, 'owner');
      await addMember(server, workspace, member.id);
      const answers = await Promise.all([remove(first), second.browser.call(login.leaveCompany, { company_id: workspace })]);
      expect(answers.map(({ meta }) => meta.result_subcode).toSorted()).toEqual([0, 1020]);
      expect((await membersOf(server, workspace)).map(({ role }) => role)).toContain('owner');
    }
  });
});

describe('deleting the account at the same moment as', () => {
  test('joining counts nobody who is not there', async () => {
    const workspace = await makeWorkspace(ben);
    const { id: link } = await ben.browser.ok(invitations.createInvite, {}, { workspace });
    for (let round = 0; round < 5; round += 1) {
      const guest = await someone(server);
      const [removed, joined] = await Promise.all([remove(guest), guest.browser.call(login.joinCompany, { invite_id: link })]);
      expect(removed.status).toBe(200);
      expect([200, 401]).toContain(joined.status);
      expect(await membersOf(server, workspace)).toEqual([{ user: ben.id, role: 'owner' }]);
      expect(await workspaceRow(workspace)).toMatchObject({ members: 1 });
    }
  });

  test.runIf(process.env['TEST_STORE'] === 'postgres')(
    'a join that is not through yet waits for it, and counts nobody who is gone',
    async () => {
      const workspace = await makeWorkspace(ben);
      const entry = { role: 'member', joined: server.clock.now() } as const;
      let removing: ReturnType<typeof remove> | undefined;
      await server.store.transaction(async (trx) => {
        await joinWorkspace(trx, workspace, ada.id, entry);
        removing = remove(ada);
        await vi.waitFor(async () => {
          const waiting = sql<{
            query: string;
          }>`select query from pg_stat_activity where wait_event_type = 'Lock' and query like '%"users"%'`;
          expect((await waiting.execute(server.store.db)).rows).not.toEqual([]);
        }, 20_000);
      });
      expect((await removing)?.status).toBe(200);
      expect(await workspaceRow(workspace)).toMatchObject({ members: 1 });
    },
  );

  test('making a workspace leaves none without members', async () => {
    for (let round = 0; round < 5; round += 1) {
      const guest = await someone(server);
      const name = `Of guest ${round}`;
      const [removed, made] = await Promise.all([remove(guest), guest.browser.call(organization.createCompany, { name })]);
      expect(removed.status).toBe(200);
      expect([200, 401]).toContain(made.status);
      expect(await server.store.db.selectFrom('workspaces').select('id').where('name', '=', name).execute()).toEqual([]);
    }
  });

  test('being removed has one effect', async () => {
    const workspace = await makeWorkspace(ben);
    for (let round = 0; round < 5; round += 1) {
      const guest = await someone(server);
      await addMember(server, workspace, guest.id);
      const [removed] = await Promise.all([remove(guest), ben.browser.call(managing.removeMember, { user: guest.id }, { workspace })]);
      expect(removed.status).toBe(200);
      expect(await workspaceRow(workspace)).toMatchObject({ members: 1 });
    }
  });
});

describe('on a self-hosted server', () => {
  const start = async (): Promise<[Someone, Someone]> => {
    await server.close();
    server = await startServer({ deployment: 'self-hosted' });
    return [await someone(server, 'Ada Sample', 'ada@example.com'), await someone(server, 'Ben Sample', 'ben@example.com')];
  };

  test('check 41: members delete their accounts, and the only owner does not', async () => {
    const [owner, member] = await start();
    expect(await remove(owner)).toMatchObject({
      status: 400,
      meta: { result_subcode: 1020, error_data: { workspaces: [{ name: 'clearml' }] } },
    });
    expect((await remove(member)).status).toBe(200);
    expect(await workspaceRow(owner.workspace)).toMatchObject({ members: 1 });
  });

  test('the workspace outlasts its last member, and belongs to who comes next', async () => {
    const [owner, member] = await start();
    await remove(member);
    expect((await remove(owner)).status).toBe(200);
    expect(await workspaceRow(owner.workspace)).toEqual({ members: 0, personal_of: null });
    const next = server.client();
    const { company } = await next.signUp();
    expect((await next.ok(organization.getUserCompanies, {})).companies).toMatchObject([{ id: company.id, role: 'owner', allocated: 1 }]);
  });
});
