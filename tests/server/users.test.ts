import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth, limits, organization, users } from '#contract/index.ts';
import { basic, type TestClient } from '#tests/support/client.ts';
import { addMember, addPerson, logIn, type Person } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let ada: Person;
let grace: Person;
let browser: TestClient;

beforeEach(async () => {
  server = await startServer();
  ada = await addPerson(server, 'ada@example.com', 'Ada Sample');
  grace = await addPerson(server, 'grace@example.com', 'Grace Sample');
  browser = await logIn(server, ada);
});
afterEach(() => server.close());

describe('users.get_current_user', () => {
  test('tells who is logged in, in the personal workspace, with what ClearML sends along', async () => {
    expect((await browser.call(users.getCurrentUser)).data).toEqual({
      user: {
        id: ada.id,
        name: 'Ada Sample',
        email: 'ada@example.com',
        role: 'user',
        company: { id: ada.workspace, name: "Ada Sample's workspace" },
        created: '2026-11-23T16:00:00+00:00',
      },
      getting_started: { packageName: 'clearml', agentName: 'clearml', install: 'pip install clearml', configure: 'clearml-init' },
      settings: { max_download_items: 50_000 },
    });
  });

  test('names the workspace of the call', async () => {
    await addMember(server, grace.workspace, ada.id);
    const { user } = await browser.ok(users.getCurrentUser, {}, { workspace: grace.workspace });
    expect(user.company).toEqual({ id: grace.workspace, name: "Grace Sample's workspace" });
  });

  test('answers a program with a key in the workspace of the key', async () => {
    const { credentials } = await browser.ok(auth.createCredentials, {});
    const program = server.client();
    const { user } = await program.ok(users.getCurrentUser, {}, { headers: basic(credentials.access_key, credentials.secret_key) });
    expect(user).toMatchObject({ id: ada.id, company: { id: ada.workspace } });
  });

  test('asks for a log-in, and ignores what it does not know', async () => {
    expect((await server.client().call(users.getCurrentUser)).meta).toMatchObject({ result_code: 401, result_subcode: 20 });
    expect((await browser.call(users.getCurrentUser, { get_supported_features: true })).status).toBe(200);
  });
});

describe('users.update', () => {
  test('renames oneself everywhere at once', async () => {
    expect(await browser.ok(users.update, { user: ada.id, name: 'Ada Renamed' })).toEqual({ updated: 1, fields: { name: 'Ada Renamed' } });
    expect((await browser.ok(users.getCurrentUser, {})).user.name).toBe('Ada Renamed');
    const { members } = await browser.ok(organization.getMembers, { search: 'renamed' }, { workspace: ada.workspace });
    expect(members.map(({ name }) => name)).toEqual(['Ada Renamed']);
  });

  test('keeps given and family name, and takes away no name by null', async () => {
    await browser.ok(users.update, { user: ada.id, given_name: 'Ada', family_name: 'Sample', name: null });
    expect((await browser.ok(users.getCurrentUser, {})).user).toMatchObject({
      name: 'Ada Sample',
      given_name: 'Ada',
      family_name: 'Sample',
    });
  });

  test("another's id is answered like an unknown one, whatever one's role, and changes nothing", async () => {
    await addMember(server, ada.workspace, grace.id);
    for (const user of [grace.id, '0'.repeat(32), '__tests__'])
      expect(await browser.ok(users.update, { user, name: 'Mallory' })).toEqual({ updated: 0, fields: { name: 'Mallory' } });
    expect((await (await logIn(server, grace)).ok(users.getCurrentUser, {})).user.name).toBe('Grace Sample');
  });

  test('check 24: with nothing to change, or what nobody may set, nothing is changed', async () => {
    expect(await browser.ok(users.update, { user: ada.id })).toEqual({ updated: 0, fields: {} });
    expect((await browser.call(users.update, { user: ada.id, avatar: 'https://example.com/a.png', role: 'admin' })).data).toMatchObject({
      updated: 0,
    });
    expect((await browser.ok(users.getCurrentUser, {})).user).toMatchObject({ role: 'user' });
  });

  test.each([
    [''],
    ['   '],
    ['x'.repeat(limits.name + 1)],
    ['a\nb'],
    ['a\u202eb'],
    ['a\u0000b'],
    ['\u200b\u2060'],
    ['\u3164'],
    ['\u2800 \u00ad'],
  ])('refuses the name %j', async (name) => {
    expect((await browser.call(users.update, { user: ada.id, name })).meta).toMatchObject({ result_code: 400, result_subcode: 12 });
    expect((await browser.ok(users.getCurrentUser, {})).user.name).toBe('Ada Sample');
  });

  test.each([[5], [{ $gt: '' }], [['x']]])('says as ClearML that the name %j is no text', async (name) => {
    expect((await browser.call(users.update, { user: ada.id, name })).meta).toMatchObject({
      result_code: 400,
      result_subcode: 800,
      result_msg: 'Data validation error (while updating user): name=StringField only accepts string values',
    });
    expect((await browser.ok(users.getCurrentUser, {})).user.name).toBe('Ada Sample');
  });

  test('needs to be told whom, and a log-in', async () => {
    expect((await browser.call(users.update, { name: 'Ada' })).meta.result_msg).toContain("error for field 'user'. field is required!");
    expect((await server.client().call(users.update, { user: ada.id, name: 'Ada' })).status).toBe(401);
  });
});
