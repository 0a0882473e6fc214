import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as activity from '#contract/activity.ts';
import * as managing from '#contract/managing.ts';
import { auth, invitations, login, organization, type Operation } from '#contract/index.ts';
import * as programs from '#contract/programs.ts';
import { handlers } from '#server/services/index.ts';
import { addMember } from '#tests/support/people.ts';
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
const inWorkspaces = handlers
  .map(({ operation }) => operation)
  .filter(({ access, scope, name }) => access === 'session' && scope === 'workspace' && !name.startsWith('login.'));

describe('check 43: somebody from elsewhere', () => {
  test('is told of each operation what they are told of a workspace that does not exist', async () => {
    expect(inWorkspaces.length).toBeGreaterThan(15);
    const told = async (operation: Operation, workspace: string) => {
      const { status, meta, data } = await team.outsider.browser.call(operation, {}, { workspace });
      return { operation: operation.name, status, subcode: meta.result_subcode, message: meta.result_msg, data };
    };
    for (const operation of inWorkspaces) {
      const foreign = await told(operation, team.workspace);
      expect(foreign).toMatchObject({ operation: operation.name, status: 400, subcode: 10, data: {} });
      expect(foreign).toEqual(await told(operation, unknown));
    }
  });
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
