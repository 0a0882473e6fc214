import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as activity from '#contract/activity.ts';
import { auth, login, organization } from '#contract/index.ts';
import { runAdmin } from '#server/admin.ts';
import { fixedUserId, theWorkspace } from '#server/fixed-users.ts';
import { provision } from '#server/provision.ts';
import { addMember } from '#server/store/members.ts';
import { lockUser, lockWorkspace } from '#server/store/store.ts';
import { basic } from '#tests/support/client.ts';
import { dump } from '#tests/support/dump.ts';
import { heldUp } from '#tests/support/held-up.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, membersOf, someone, type Team } from '#tests/support/team.ts';

const onPostgres = process.env['TEST_STORE'] === 'postgres';

let server: TestServer;
let team: Team;
beforeEach(async () => {
  server = await startServer({ publicUrl: 'https://corp.example/clearml/' });
  team = await makeTeam(server);
});
afterEach(() => server.close());

const admin = async (...argv: string[]): Promise<{ code: number; lines: string[] }> => {
  const lines: string[] = [];
  return { code: await runAdmin(server.parts, argv, (line) => void lines.push(line)), lines };
};
const events = () => server.store.db.selectFrom('events').selectAll().where('actor', '=', 'operator').execute();
const password = 'another harbour 43';

/** Sets the password by the link that the last line shows. */
const follow = (lines: readonly string[]) => {
  const [page, link_id] = (lines.at(-1) ?? '').split('#');
  expect(page).toBe('https://corp.example/clearml/set-password');
  return server.client().call(login.setPassword, { link_id, password });
};

describe('add-user', () => {
  test('makes an account with a personal workspace, and a link that sets its password once, for an hour', async () => {
    const { code, lines } = await admin('add-user', 'Grace@Example.com', '--name', 'Grace Sample');
    expect(code).toBe(0);
    expect(lines[0]).toBe('grace@example.com (Grace Sample) has an account.');
    expect((await follow(lines)).status).toBe(200);
    expect((await follow(lines)).status).toBe(400);
    const browser = server.client();
    await browser.ok(auth.login, {}, { headers: basic('grace@example.com', password) });
    expect((await browser.ok(organization.getUserCompanies, {})).companies).toMatchObject([
      { personal: true, name: "Grace Sample's workspace" },
    ]);
    expect(await events()).toMatchObject([{ action: 'user.add', workspace_id: '' }]);
    expect(await dump(server.store)).not.toContain(lines.at(-1)?.split('#')[1]);
  });

  test('names an account by its e-mail where no name is given; its link ends after an hour', async () => {
    const { lines } = await admin('add-user', 'grace@example.com');
    expect(lines[0]).toContain('(grace)');
    server.clock.advance(3_600_000);
    expect((await follow(lines)).status).toBe(400);
  });
});

describe('reset-password', () => {
  test('makes a link, and ends the one before', async () => {
    const [first, second] = [
      await admin('reset-password', team.member.email),
      await admin('reset-password', team.member.email.toUpperCase()),
    ];
    expect((await follow(first.lines)).status).toBe(400);
    expect((await follow(second.lines)).status).toBe(200);
    expect((await server.client().call(auth.login, {}, { headers: basic(team.member.email, password) })).status).toBe(200);
    expect(await events()).toMatchObject([{ action: 'password.link', target: team.member.id }, {}]);
  });

  test('is not for those whose password the configuration names', async () => {
    await server.close();
    const fixedUsers = [{ username: 'jane', password: 'harbour', name: 'Jane Sample', passHashed: false }];
    server = await startServer({ deployment: 'self-hosted', signup: 'closed', fixedUsers });
    await provision(server.parts);
    const id = fixedUserId(theWorkspace.id, 'jane');
    expect(await admin('reset-password', `${id}@example.com`)).toEqual({
      code: 1,
      lines: ['Jane Sample has the password that FIXED_USERS names.'],
    });
  });
});

describe('users', () => {
  test('says where it looked, where there is nobody', async () => {
    await server.close();
    server = await startServer({ deployment: 'self-hosted' });
    expect(await admin('users')).toEqual({ code: 0, lines: ['There is no account in /nonexistent.'] });
  });

  test('lists accounts with their workspaces', async () => {
    await admin('add-user', 'aaa@example.com');
    const { code, lines } = await admin('users');
    expect(code).toBe(0);
    expect(lines.slice(0, 5)).toEqual([
      'aaa@example.com  aaa (no password)',
      expect.stringMatching(/^ {2}[\da-f]{32} {2}owner {3}aaa's workspace$/),
      'adam@example.com  Adam Admin',
      expect.stringContaining("Adam Admin's workspace"),
      `  ${team.workspace}  admin   Olga Owner's workspace`,
    ]);
    expect((await events()).map(({ action }) => action)).toContain('users.list');
  });
});

describe('set-owner', () => {
  test('makes a member an owner, by the name of the workspace', async () => {
    expect(await admin('set-owner', "Olga Owner's workspace", 'mia@example.com')).toEqual({
      code: 0,
      lines: ["mia@example.com is an owner of Olga Owner's workspace."],
    });
    expect(await membersOf(server, team.workspace)).toContainEqual({ user: team.member.id, role: 'owner' });
    expect(await membersOf(server, team.workspace)).toContainEqual({ user: team.owner.id, role: 'owner' });
    expect(await events()).toMatchObject([
      { action: 'member.set_role', workspace_id: team.workspace, target: team.member.id, detail: '{"from":"member","role":"owner"}' },
    ]);
    await admin('set-owner', team.workspace, 'mia@example.com');
    expect(await events()).toHaveLength(1);
  });

  test('makes somebody from elsewhere a member and owner, if there is a seat', async () => {
    await admin('set-seats', team.workspace, '3');
    expect(await admin('set-owner', team.workspace, team.outsider.email)).toEqual({
      code: 1,
      lines: ["Olga Owner's workspace has no free seat for otto@example.com: give it more by set-seats."],
    });
    await admin('set-seats', team.workspace, '4');
    expect((await admin('set-owner', team.workspace, team.outsider.email)).code).toBe(0);
    expect(await membersOf(server, team.workspace)).toContainEqual({ user: team.outsider.id, role: 'owner' });
    const recorded = (await events()).filter(({ action }) => action.startsWith('member.'));
    expect(recorded).toMatchObject([
      { action: 'member.join', workspace_id: team.workspace, target: team.outsider.id, detail: '{"role":"owner"}' },
    ]);
    const told = await team.owner.browser.ok(activity.getEvents, { action: 'member.join' });
    expect(told.events).toMatchObject([{ actor: 'operator', target_name: 'Otto Outside' }]);
  });

  test('is not for a disabled account, a member or not, an owner even', async () => {
    for (const { email, id } of [team.owner, team.member, team.outsider]) {
      await server.store.db.updateTable('users').set({ disabled: 1 }).where('id', '=', id).execute();
      expect(await admin('set-owner', team.workspace, email)).toEqual({
        code: 1,
        lines: [`${email} is disabled and could not act as an owner: enable lets them in again.`],
      });
    }
    expect((await membersOf(server, team.workspace)).filter(({ role }) => role === 'owner')).toEqual([
      { user: team.owner.id, role: 'owner' },
    ]);
    expect(await membersOf(server, team.workspace)).toHaveLength(3);
    expect(await events()).toEqual([]);
  });

  test.runIf(onPostgres)('waits for a join, and makes nobody a member whom that left no seat', async () => {
    await admin('set-seats', team.workspace, '4');
    const guest = await someone(server);
    let made: ReturnType<typeof admin> | undefined;
    await server.store.transaction(async (trx) => {
      await lockWorkspace(trx, team.workspace);
      await addMember(trx, team.workspace, guest.id, { role: 'member', joined: server.clock.now() });
      made = admin('set-owner', team.workspace, team.outsider.email);
      await heldUp(trx);
    });
    expect(await made).toMatchObject({ code: 1, lines: [expect.stringContaining('has no free seat')] });
    expect(await membersOf(server, team.workspace)).toHaveLength(4);
  });

  test.runIf(onPostgres)('waits for disable of that person, and is not for them then', async () => {
    let made: ReturnType<typeof admin> | undefined;
    await server.store.transaction(async (trx) => {
      await lockUser(trx, team.outsider.id);
      await trx.updateTable('users').set({ disabled: 1 }).where('id', '=', team.outsider.id).execute();
      made = admin('set-owner', team.workspace, team.outsider.email);
      await heldUp(trx);
    });
    expect(await made).toMatchObject({ code: 1, lines: [expect.stringContaining('is disabled')] });
    expect(await membersOf(server, team.workspace)).toHaveLength(3);
  });

  test('asks for the id where several workspaces have the name', async () => {
    await someone(server, 'Mia Member');
    const { code, lines } = await admin('set-owner', "Mia Member's workspace", team.owner.email);
    expect([code, lines[0]]).toEqual([1, "Several workspaces are called Mia Member's workspace: name one by its id."]);
  });
});

describe('set-seats', () => {
  const allowed = async () => (await team.owner.browser.ok(organization.getUserCompanies, {})).companies[0];

  test.each([
    ['2', 2, '2 seats'],
    ['1', 1, '1 seat'],
    ['unlimited', null, 'unlimited seats'],
  ])('to %s', async (count, seats, words) => {
    expect(await admin('set-seats', team.workspace, count)).toEqual({
      code: 0,
      lines: [`Olga Owner's workspace has ${words} and 3 members.`],
    });
    expect(await allowed()).toMatchObject({ allowed: seats, allocated: 3 });
    expect(await events()).toMatchObject([{ action: 'workspace.set_seats', detail: JSON.stringify({ seats }) }]);
  });

  test('is not for a self-hosted server', async () => {
    await server.close();
    server = await startServer({ deployment: 'self-hosted' });
    expect(await admin('set-seats', theWorkspace.id, '5')).toEqual({ code: 1, lines: ['A self-hosted server has no limit of seats.'] });
  });
});

test('a dry run of any verb shows what would change, makes no link and changes nothing', async () => {
  const before = await dump(server.store);
  for (const argv of [
    ['add-user', 'grace@example.com'],
    ['reset-password', team.member.email],
    ['set-owner', team.workspace, team.member.email],
    ['set-seats', team.workspace, '99'],
    ['users'],
  ]) {
    const { code, lines } = await admin(...argv, '--dry-run');
    expect([code, lines[0]]).toEqual([0, 'Nothing was changed; without --dry-run:']);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('\n')).not.toContain('set-password');
  }
  expect(await dump(server.store)).toBe(before);
});

test('--help lists the verbs', async () => {
  const { code, lines } = await admin('--help');
  expect(code).toBe(0);
  for (const verb of [
    'users',
    'add-user <email>',
    'reset-password <email>',
    'set-owner <workspace> <email>',
    'set-seats <workspace> <n|unlimited>',
  ])
    expect(lines.join('\n')).toContain(`  ${verb} `);
});

test.each([
  [[], 'No verb was given; --help lists them.'],
  [['remove-everything'], 'There is no verb remove-everything; --help lists them.'],
  [['toString'], 'There is no verb toString; --help lists them.'],
  [['add-user'], 'It is: add-user <email>.'],
  [['add-user', 'a@example.com', 'b@example.com'], 'It is: add-user <email>.'],
  [['add-user', 'grace'], 'grace is not an e-mail address.'],
  [['add-user', 'olga@example.com'], 'There is an account olga@example.com already.'],
  [['add-user', 'grace@example.com', '--name', ''], '--name takes a name of 1 to 70 characters in one line.'],
  [['users', '--name', 'Grace'], '--name goes with add-user only.'],
  [['reset-password', 'nobody@example.com'], 'There is no account nobody@example.com; the verb users lists them.'],
  [['set-owner', 'nowhere', 'olga@example.com'], 'There is no workspace nowhere; the verb users lists them.'],
  [['set-owner', "Olga Owner's workspace", 'nobody@example.com'], 'There is no account nobody@example.com; the verb users lists them.'],
  [['set-seats', "Olga Owner's workspace", '0'], '0 is not a number of seats: it takes a whole number from 1 to 9999999, or unlimited.'],
  [
    ['set-seats', "Olga Owner's workspace", 'many'],
    'many is not a number of seats: it takes a whole number from 1 to 9999999, or unlimited.',
  ],
  [['users', '--all'], "Unknown option '--all'; --help lists the verbs."],
])('%j ends with one sentence and code 1', async (argv, sentence) => {
  const before = await dump(server.store);
  expect(await admin(...argv)).toEqual({ code: 1, lines: [sentence] });
  expect(await dump(server.store)).toBe(before);
});
