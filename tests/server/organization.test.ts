import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth, organization } from '#contract/index.ts';
import { basic, bearer } from '#tests/support/client.ts';
import { addMember } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, someone, type Team } from '#tests/support/team.ts';

let server: TestServer;
let team: Team;
beforeEach(async () => {
  server = await startServer();
  team = await makeTeam(server);
});
afterEach(() => server.close());

const companiesOf = async (browser: Team['owner']['browser'], options = {}) =>
  (await browser.ok(organization.getUserCompanies, {}, options)).companies;

describe('the workspaces of somebody', () => {
  test('come with the personal one first, the others by name, and say what one may do in each', async () => {
    const { member, owner, workspace } = team;
    await owner.browser.ok(organization.updateCompany, { name: 'Acme Vision' });
    const companies = await companiesOf(member.browser);
    expect(companies).toHaveLength(2);
    expect(companies[0]).toMatchObject({
      id: member.workspace,
      name: "Mia Member's workspace",
      role: 'owner',
      personal: true,
      allowed: 10,
      allocated: 1,
      actions: ['invite', 'remove_member', 'manage_keys', 'set_role', 'rename', 'create_credentials', 'see_events'],
      owners: [{ id: member.id, name: 'Mia Member', role: 'owner' }],
      members: [],
    });
    expect(companies[1]).toMatchObject({
      id: workspace,
      name: 'Acme Vision',
      role: 'member',
      personal: false,
      allowed: 10,
      allocated: 3,
      actions: ['leave', 'create_credentials'],
      owners: [{ name: 'Olga Owner', role: 'owner' }],
      members: [
        { name: 'Adam Admin', role: 'admin' },
        { name: 'Mia Member', role: 'member' },
      ],
    });
    expect((await companiesOf(team.admin.browser))[1]?.actions).toEqual([
      'invite',
      'remove_member',
      'manage_keys',
      'leave',
      'create_credentials',
      'see_events',
    ]);
  });

  test('show ten members at most, owners before admins before others', async () => {
    for (let more = 0; more < 12; more += 1) {
      server.clock.advance(1000);
      const { id } = await someone(server);
      await addMember(server, team.workspace, id, more === 11 ? 'owner' : 'member');
    }
    const [shown] = await companiesOf(team.owner.browser);
    expect(shown).toMatchObject({ allowed: 10, allocated: 15 });
    expect(shown?.owners).toHaveLength(2);
    expect(shown?.members?.map(({ role }) => role)).toEqual(['admin', ...Array.from({ length: 7 }, () => 'member')]);
  });

  test('are told without a limit where there is none', async () => {
    await server.store.db.updateTable('workspaces').set({ seats: null }).where('id', '=', team.workspace).execute();
    expect((await companiesOf(team.owner.browser))[0]).toMatchObject({ allowed: null, allocated: 3 });
  });

  test('are one for a key pair and the tokens made from it: its own', async () => {
    const { browser } = team.member;
    const { credentials } = await browser.ok(auth.createCredentials, {}, { workspace: team.workspace });
    const program = server.client();
    const pair = basic(credentials.access_key, credentials.secret_key);
    expect(await companiesOf(program, { headers: pair })).toMatchObject([{ id: team.workspace, personal: false }]);
    const { token } = await program.ok(auth.login, {}, { headers: pair });
    program.cookies.clear();
    expect(await companiesOf(program, { headers: bearer(token) })).toMatchObject([{ id: team.workspace }]);
  });

  test('need a log-in', async () => {
    expect(await server.client().call(organization.getUserCompanies)).toMatchObject({ status: 401, meta: { result_subcode: 20 } });
  });

  test('check 43: name nothing of workspaces that one is not in, whatever the header says', async () => {
    const companies = await companiesOf(team.outsider.browser);
    expect(companies.map(({ id }) => id)).toEqual([team.outsider.workspace]);
    const answer = await team.outsider.browser.call(organization.getUserCompanies, {}, { workspace: team.workspace });
    expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 10 } });
  });
});

describe('renaming a workspace', () => {
  const rename = (who: Team['owner'], request: unknown) =>
    who.browser.call(organization.updateCompany, request, { workspace: team.workspace });
  const nameNow = async () => (await companiesOf(team.member.browser)).find(({ id }) => id === team.workspace)?.name;

  test('is the right of owners, and everybody sees it', async () => {
    expect(await rename(team.owner, { name: '  Acme Vision ' })).toMatchObject({ status: 200, data: { updated: 1 } });
    expect(await nameNow()).toBe('Acme Vision');
    const events = await server.store.db.selectFrom('events').selectAll().where('action', '=', 'workspace.rename').execute();
    expect(events).toMatchObject([{ workspace_id: team.workspace, actor: team.owner.id }]);
  });

  test.each(['admin', 'member'] as const)('is refused to a %s', async (role) => {
    const answer = await rename(team[role], { name: 'Taken over' });
    expect(answer).toMatchObject({ status: 403, meta: { result_subcode: 20, error_data: { error: 'not_permitted' } } });
    expect(await nameNow()).toBe("Olga Owner's workspace");
  });

  test('check 43: by somebody else is answered as for a workspace that does not exist', async () => {
    const foreign = await rename(team.outsider, { name: 'Taken over' });
    const unknown = await team.outsider.browser.call(organization.updateCompany, { name: 'Taken over' }, { workspace: 'f'.repeat(32) });
    expect(foreign).toMatchObject({ status: 400, meta: { result_subcode: 10 } });
    expect(unknown.meta.result_msg).toBe(foreign.meta.result_msg);
    expect(await nameNow()).toBe("Olga Owner's workspace");
  });

  test('needs a log-in', async () => {
    expect((await server.client().call(organization.updateCompany, { name: 'Acme Vision' })).status).toBe(401);
  });

  test.each([
    ['no name', {}, { name: 'required' }],
    ['a short one', { name: 'ab' }, { name: 'too_short' }],
    ['blanks', { name: '      ' }, { name: 'too_short' }],
    ['a long one', { name: 'a'.repeat(71) }, { name: 'too_long' }],
    ['two lines', { name: 'Acme\nVision' }, { name: 'format' }],
    ['nothing to see', { name: '\u200b\u2060\u3164\u2800' }, { name: 'format' }],
    ['a number', { name: 7 }, { name: 'type' }],
    ['check 55: an operator', { name: { $gt: '' } }, { name: 'type' }],
    ['check 24: a field too many', { name: 'Acme Vision', seats: 1000 }, { seats: 'unknown' }],
  ])('with %s is refused', async (_what, request, fields) => {
    expect(await rename(team.owner, request)).toMatchObject({ status: 400, meta: { result_subcode: 12, error_data: { fields } } });
    expect(await nameNow()).toBe("Olga Owner's workspace");
  });
});
