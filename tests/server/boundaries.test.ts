import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deleteAccount } from '#contract/account.ts';
import * as activity from '#contract/activity.ts';
import * as managing from '#contract/managing.ts';
import { auth, invitations, login, organization, type Operation } from '#contract/index.ts';
import * as programs from '#contract/programs.ts';
import { handlers } from '#server/services/index.ts';
import { basic, bearer, type TestClient } from '#tests/support/client.ts';
import { dump } from '#tests/support/dump.ts';
import { addMember, samplePassword } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, membersOf, someone, type Team } from '#tests/support/team.ts';

let server: TestServer;
let team: Team;

beforeEach(async () => {
  server = await startServer();
  team = await makeTeam(server);
});
afterEach(() => server.close());

const unknown = 'f'.repeat(32);
/** All that a log-in is asked for; `login.*` heeds no header. */
const asked = handlers.map(({ operation }) => operation).filter(({ access, name }) => access === 'session' && !name.startsWith('login.'));

describe('check 43: somebody from elsewhere', () => {
  test('is told of each operation what they are told of a workspace that does not exist', async () => {
    for (const operation of asked) await refusedAlike(operation, team.outsider.browser);
  });
});

/** The answer in the team's workspace is a refusal, and the one in none at all. */
const refusedAlike = async (operation: Operation, browser: TestClient, headers = {}): Promise<void> => {
  const told = async (workspace: string) => {
    const { status, meta, data } = await browser.call(operation, {}, { workspace, headers });
    return { operation: operation.name, status, subcode: meta.result_subcode, message: meta.result_msg, data };
  };
  const foreign = await told(team.workspace);
  expect(foreign).toMatchObject({ operation: operation.name, status: 400, subcode: 10, data: {} });
  expect(foreign).toEqual(await told(unknown));
};

describe('check 43: a key of one workspace', () => {
  test('is told the same in another one, also where its user is in both, and so is its token', async () => {
    const { access_key, secret_key } = (await team.member.browser.ok(auth.createCredentials, {})).credentials;
    const pair = basic(access_key, secret_key);
    const { token } = await server.client().ok(auth.login, {}, { headers: pair });
    for (const operation of asked) for (const headers of [pair, bearer(token)]) await refusedAlike(operation, server.client(), headers);
    expect((await server.client().call(organization.getMembers, {}, { headers: bearer(token) })).status).toBe(200);
  });
});

describe('check 43: the end of a page of one workspace', () => {
  test('shows nothing of it in another one: of members, keys and events', async () => {
    const { browser } = team.owner;
    const other = (await browser.ok(organization.createCompany, { name: 'Acme Vision' })).id;
    const seen: Record<string, Set<string>> = {};
    for (const workspace of [team.workspace, other]) {
      for (let made = 0; made < 3; made += 1) await browser.ok(auth.createCredentials, {}, { workspace });
      const { credentials } = await browser.ok(managing.getMemberCredentials, {}, { workspace });
      const { events } = await browser.ok(activity.getEvents, {}, { workspace });
      seen[workspace] = new Set([...credentials.map((key) => key.access_key), ...events.map(({ id }) => id)]);
    }
    for (const [from, to] of [
      [team.workspace, other],
      [other, team.workspace],
    ] as const) {
      const keys = await browser.ok(managing.getMemberCredentials, { page_size: 1 }, { workspace: from });
      const events = await browser.ok(activity.getEvents, { page_size: 1 }, { workspace: from });
      const shown = [
        ...(await browser.ok(managing.getMemberCredentials, { cursor: keys.cursor }, { workspace: to })).credentials.map(
          (key) => key.access_key,
        ),
        ...(await browser.ok(activity.getEvents, { cursor: events.cursor }, { workspace: to })).events.map(({ id }) => id),
      ];
      expect([keys.cursor, events.cursor]).not.toContain(null);
      expect(shown.filter((each) => !seen[to]?.has(each))).toEqual([]);
    }
  });
});

test('check 35: a link is revoked in its own workspace only, also by who manages both', async () => {
  const { browser } = team.admin;
  const { id } = await browser.ok(invitations.createInvite, {}, { workspace: team.workspace });
  const own = await browser.ok(invitations.createInvite, {});
  expect(await browser.ok(invitations.revokeInvites, { invites: [id, own.id] })).toEqual({ revoked: 1 });
  const stateOf = async (invite_id: string) => (await server.client().ok(login.getInviteInfo, { invite_id })).state;
  expect([await stateOf(id), await stateOf(own.id)]).toEqual(['active', 'revoked']);
});

describe('check 45: whoever looks for people, workspaces and keys that are not theirs', () => {
  /** What is answered about something that exists elsewhere, and about nothing at all: without the words that were asked with. */
  const alike = async (operation: Operation, requestFor: (of: 'elsewhere' | 'nowhere') => object, asked: readonly [string, string]) => {
    const answers = [];
    for (const [index, of] of (['elsewhere', 'nowhere'] as const).entries()) {
      const { status, meta, data } = await team.owner.browser.call(operation, requestFor(of), { workspace: team.workspace });
      const { id: _id, trx: _trx, ...rest } = meta;
      answers.push(JSON.stringify({ status, rest, data }).replaceAll(asked[index] ?? '', '…'));
    }
    expect(answers[0]).toBe(answers[1]);
  };

  test('by id, name, e-mail or key, learns nothing about those of other workspaces', async () => {
    const { outsider } = team;
    const key = (await outsider.browser.ok(auth.createCredentials, {})).credentials.access_key;
    const noKey = key.replace(/.{6}$/, 'AAAAAA');
    const by = (elsewhere: string, nowhere: string, field: string) =>
      [(of: 'elsewhere' | 'nowhere') => ({ [field]: of === 'elsewhere' ? elsewhere : nowhere }), [elsewhere, nowhere] as const] as const;
    await alike(organization.getMembers, ...by('Otto Outside', 'Nobody Nowhere', 'search'));
    await alike(organization.getMembers, ...by(outsider.email, 'nobody@example.com', 'search'));
    await alike(managing.getDepartureImpact, ...by(outsider.id, unknown, 'user'));
    await alike(managing.removeMember, ...by(outsider.id, unknown, 'user'));
    await alike(managing.getMemberCredentials, ...by(outsider.id, unknown, 'user'));
    await alike(managing.getMemberCredentials, ...by(key, noKey, 'access_key'));
    await alike(auth.revokeCredentials, ...by(key, noKey, 'access_key'));
    await alike(auth.editCredentials, ...by(key, noKey, 'access_key'));
    await alike(activity.getEvents, ...by(outsider.id, unknown, 'actor'));
    await alike(programs.getById, ...by(outsider.id, unknown, 'user'));
    await alike(programs.getAllEx, ...by(outsider.id, unknown, 'id'));
    await alike(login.leaveCompany, ...by(outsider.workspace, unknown, 'company_id'));
  });

  test('by an invitation to somebody else’s address learns nothing either', async () => {
    const link = (email: string) => team.owner.browser.call(invitations.createInvite, { email }, { workspace: team.workspace });
    const [known, nobody] = [await link(team.outsider.email), await link('nobody@example.com')];
    expect(Object.keys(known.data).toSorted()).toEqual(Object.keys(nobody.data).toSorted());
    expect(known.status).toBe(nobody.status);
  });
});

describe('check 42: a hand-over that fails half-way', () => {
  test.each(['invitations', 'departures', 'events'])('at the table of %s leaves everything as it was', async (table) => {
    const [workspace, heir] = [
      (await team.owner.browser.ok(organization.createCompany, { name: 'Acme Vision' })).id,
      await someone(server),
    ];
    await addMember(server, workspace, heir.id);
    await team.owner.browser.ok(auth.createCredentials, {}, { workspace });
    const { id } = await team.owner.browser.ok(invitations.createInvite, {}, { workspace });
    const leave = () => team.owner.browser.call(login.leaveCompany, { company_id: workspace, new_owner: heir.id });
    const before = await membersOf(server, workspace);
    await sql`alter table ${sql.table(table)} rename to away`.execute(server.store.db);
    expect((await leave()).status).toBe(500);
    await sql`alter table away rename to ${sql.table(table)}`.execute(server.store.db);
    expect(await membersOf(server, workspace)).toEqual(before);
    expect((await team.owner.browser.ok(auth.getCredentials, {}, { workspace })).credentials).toHaveLength(1);
    expect(await server.client().ok(login.getInviteInfo, { invite_id: id })).toMatchObject({ active: true });
    expect((await leave()).data).toMatchObject({ revoked_credentials: 1 });
    expect(await membersOf(server, workspace)).toEqual([{ user: heir.id, role: 'owner' }]);
  });
});

describe('check 30: keys, tokens, links and place end together, or not at all, where somebody', () => {
  const { setMemberRole, removeMember } = managing;
  /** each way that rights end, and the tables where it can fail half-way */
  const endings = [
    ['is removed', () => team.owner.browser.call(removeMember, { user: team.admin.id }, inTeam()), ['departures']],
    ['gets a lower role', () => team.owner.browser.call(setMemberRole, { user: team.admin.id, role: 'member' }, inTeam()), []],
    ['leaves', () => team.admin.browser.call(login.leaveCompany, { company_id: team.workspace }), ['departures']],
    ['deletes the account', () => team.admin.browser.call(deleteAccount, { password: samplePassword }), ['departures']],
  ] as const;
  const inTeam = () => ({ workspace: team.workspace });

  test.each(endings)('%s', async (_how, end, more) => {
    const { access_key, secret_key } = (await team.admin.browser.ok(auth.createCredentials, {}, inTeam())).credentials;
    const pair = basic(access_key, secret_key);
    const { token } = await server.client().ok(auth.login, {}, { headers: pair });
    const { id } = await team.admin.browser.ok(invitations.createInvite, {}, inTeam());
    const works = async () => (await server.client().call(organization.getMembers, {}, { headers: bearer(token) })).status;
    // what is noted of its use is noted
    for (const { browser } of [team.owner, team.admin])
      for (const place of [{}, inTeam()]) await browser.ok(organization.getMembers, {}, place);
    expect(await works()).toBe(200);
    const before = await dump(server.store);
    for (const table of ['invitations', 'ended_credentials', 'events', ...more]) {
      await sql`alter table ${sql.table(table)} rename to away`.execute(server.store.db);
      expect([table, (await end()).status]).toEqual([table, 500]);
      await sql`alter table away rename to ${sql.table(table)}`.execute(server.store.db);
      expect(await dump(server.store)).toBe(before);
    }
    expect(await works()).toBe(200);
    expect((await end()).status).toBe(200);
    expect(await works()).toBe(401);
    expect(await server.client().ok(login.getInviteInfo, { invite_id: id })).toMatchObject({ active: false });
  });
});
