import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth, invitations, login, organization, users } from '#contract/index.ts';
import { basic } from '#tests/support/client.ts';
import { addMember } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { someone, type Someone } from '#tests/support/team.ts';

let server: TestServer;
let owner: Someone;
let guest: Someone;

beforeEach(async () => {
  server = await startServer();
  [owner, guest] = [await someone(server, 'Olga Owner'), await someone(server, 'Gus Guest')];
});
afterEach(() => server.close());

const create = (who = owner, name = 'Acme Vision') => who.browser.call(organization.createCompany, { name });
const made = async () => (await owner.browser.ok(organization.createCompany, { name: 'Acme Vision' })).id;
const remove = (who: Someone, workspace: string, name = 'Acme Vision') =>
  who.browser.call(organization.deleteCompany, { name }, { workspace });
const namesOf = async (who: Someone) => (await who.browser.ok(organization.getUserCompanies, {})).companies.map(({ name }) => name);

describe('a new workspace', () => {
  test('has its maker as owner and only member, the seats of this server, and all that an owner may do', async () => {
    const id = await made();
    const { companies } = await owner.browser.ok(organization.getUserCompanies, {});
    expect(companies).toHaveLength(2);
    expect(companies[1]).toMatchObject({ id, name: 'Acme Vision', role: 'owner', personal: false, allocated: 1, allowed: 10 });
    expect(companies[1]?.actions).toEqual(expect.arrayContaining(['delete', 'leave', 'set_role']));
    expect(companies[0]?.actions).not.toContain('delete');
    const { user } = await owner.browser.ok(users.getCurrentUser, {}, { workspace: id });
    expect(user.company).toMatchObject({ id });
  });

  test('is not made by a key pair, which would not see it, nor on a server with one workspace', async () => {
    const { access_key, secret_key } = (await owner.browser.ok(auth.createCredentials, {})).credentials;
    const headers = basic(access_key, secret_key);
    expect((await server.client().call(organization.createCompany, { name: 'Acme Vision' }, { headers })).status).toBe(403);
    expect(await namesOf(owner)).toEqual(["Olga Owner's workspace"]);
    const own = await startServer({ deployment: 'self-hosted' });
    const first = await someone(own);
    expect((await create(first)).status).toBe(403);
    expect((await remove(first, first.workspace, 'clearml')).status).toBe(403);
    await own.close();
  });

  test('is one of so many in an hour, with a clear answer to more', async () => {
    const limited = await startServer({ rateLimits: true });
    const who = await someone(limited);
    const answers = [];
    for (let count = 0; count < 31; count += 1) answers.push((await create(who)).status);
    expect(answers.filter((status) => status === 200)).toHaveLength(30);
    expect(answers.at(-1)).toBe(429);
    await limited.close();
  });

  test.each([
    ['', 'too_short'],
    ['  a  ', 'too_short'],
    ['x'.repeat(71), 'too_long'],
    ['two\nlines', 'format'],
    [null, 'required'],
    [7, 'type'],
  ])('is not called %j', async (name, rule) => {
    const answer = await owner.browser.call(organization.createCompany, { name: name as string }); // wrong on purpose
    expect(answer).toMatchObject({ status: 400, meta: { error_data: { fields: { name: rule } } } });
    expect(await namesOf(owner)).toHaveLength(1);
  });
});

describe('deleting a workspace', () => {
  test('ends its memberships, keys and links, and leaves an event; all else stays', async () => {
    const workspace = await made();
    await addMember(server, workspace, guest.id, 'admin');
    const key = (await guest.browser.ok(auth.createCredentials, {}, { workspace })).credentials;
    const link = await guest.browser.ok(invitations.createInvite, {}, { workspace });
    const headers = basic(key.access_key, key.secret_key);
    expect((await server.client().call(organization.getMembers, {}, { headers })).status).toBe(200);
    expect((await remove(owner, workspace)).data).toEqual({ deleted: 1 });
    expect((await server.client().call(organization.getMembers, {}, { headers })).status).toBe(401);
    expect(await server.client().ok(login.getInviteInfo, { invite_id: link.id })).toEqual({ active: false, state: 'unknown' });
    for (const who of [owner, guest]) {
      expect(await namesOf(who)).toHaveLength(1);
      expect(await who.browser.call(organization.getMembers, {}, { workspace })).toMatchObject({
        status: 400,
        meta: { result_subcode: 10 },
      });
    }
    const { db } = server.store;
    for (const table of ['memberships', 'credentials', 'invitations', 'departures'] as const)
      expect(await db.selectFrom(table).select('workspace_id').where('workspace_id', '=', workspace).execute()).toEqual([]);
    const events = await db.selectFrom('events').select(['action', 'actor']).where('action', '=', 'workspace.delete').execute();
    expect(events).toEqual([{ action: 'workspace.delete', actor: owner.id }]);
  });

  test.each(['acme vision', 'Acme', '', "Olga Owner's workspace"])('check 11: needs its name, not %j', async (name) => {
    const workspace = await made();
    const answer = await remove(owner, workspace, name);
    expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 12, error_data: { fields: { name: 'mismatch' } } } });
    expect(await namesOf(owner)).toHaveLength(2);
  });

  test('is for owners, and never of a personal one, whoever owns it too', async () => {
    const workspace = await made();
    await addMember(server, workspace, guest.id, 'admin');
    expect((await remove(guest, workspace)).status).toBe(403);
    const [stranger, personal] = [await someone(server), await remove(owner, owner.workspace, "Olga Owner's workspace")];
    expect((await remove(stranger, workspace)).meta).toMatchObject({ result_code: 400, result_subcode: 10 });
    expect(personal.meta).toMatchObject({ result_code: 400, error_data: { error: 'personal_workspace' } });
    await addMember(server, owner.workspace, guest.id, 'owner');
    const second = await remove(guest, owner.workspace, "Olga Owner's workspace");
    expect(second.meta).toMatchObject({ result_code: 400, error_data: { error: 'personal_workspace' } });
    expect((await guest.browser.ok(organization.getUserCompanies, {})).companies.find(({ id }) => id === owner.workspace)?.actions).toEqual(
      expect.not.arrayContaining(['delete']),
    );
  });

  test('check 40: twice at the same moment is one effect', async () => {
    const workspace = await made();
    const answers = await Promise.all(Array.from({ length: 6 }, () => remove(owner, workspace)));
    expect(answers.map(({ meta }) => meta.result_subcode).toSorted((a, b) => a - b)).toEqual([0, 10, 10, 10, 10, 10]);
  });

  test('against joining, making keys and links at the same moment leaves nothing behind and fails nobody by accident', async () => {
    for (let round = 0; round < 10; round += 1) {
      const workspace = await made();
      const { id } = await owner.browser.ok(invitations.createInvite, {}, { workspace });
      const [deleted, ...others] = await Promise.all([
        remove(owner, workspace),
        guest.browser.call(login.joinCompany, { invite_id: id }),
        owner.browser.call(auth.createCredentials, {}, { workspace }),
        owner.browser.call(invitations.createInvite, {}, { workspace }),
        owner.browser.call(organization.updateCompany, { name: 'Acme Vision' }, { workspace }),
      ]);
      expect(deleted.status).toBe(200);
      for (const { status } of others) expect([200, 400]).toContain(status);
      expect(await namesOf(guest)).toHaveLength(1);
      expect(await server.store.db.selectFrom('memberships').select('user_id').where('workspace_id', '=', workspace).execute()).toEqual([]);
    }
  });
});
