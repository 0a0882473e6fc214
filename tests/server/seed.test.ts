import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth, invitations, login, organization } from '#contract/index.ts';
import * as activity from '#contract/activity.ts';
import { fillDemo } from '#server/demo.ts';
import { theWorkspace } from '#server/fixed-users.ts';
import { runSeed } from '#server/seed.ts';
import { basic } from '#tests/support/client.ts';
import { dump } from '#tests/support/dump.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const seed = async (...argv: string[]): Promise<{ code: number; lines: string[] }> => {
  const lines: string[] = [];
  return { code: await runSeed(server.parts, argv, (line) => void lines.push(line)), lines };
};

interface Told {
  readonly email: string;
  readonly password: string;
  readonly workspace: string;
}

/** Logs in as the line for programs says, the first one. */
const enter = async ([line = '']: readonly string[]) => {
  const told = JSON.parse(line) as Told; // a missing part fails below
  const browser = server.client();
  await browser.ok(auth.login, {}, { headers: basic(told.email, told.password) });
  return { told, browser };
};

/** Each workspace's own count against the rows. */
const miscounted = async (): Promise<unknown[]> => {
  const rows = await server.store.db
    .selectFrom('workspaces')
    .select((row) => [
      'members',
      row
        .selectFrom('memberships')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('workspace_id', '=', 'workspaces.id')
        .as('counted'),
    ])
    .execute();
  return rows.filter(({ members, counted }) => members !== Number(counted));
};

/** Tables, indexes, functions and triggers, as the database tells them. */
const schema = async (): Promise<unknown[]> => {
  const { kind, db } = server.store;
  const text =
    kind === 'sqlite'
      ? sql`select sql as text from sqlite_master where sql is not null order by 1`
      : sql`select indexdef as text from pg_indexes where schemaname = current_schema()
          union all select pg_get_constraintdef(oid) from pg_constraint where connamespace = current_schema()::regnamespace
          union all select pg_get_functiondef(oid) from pg_proc where pronamespace = current_schema()::regnamespace order by 1`;
  return (await text.execute(db)).rows;
};

describe('seeding', () => {
  test('leaves tables and indexes as it found them', async () => {
    const before = await schema();
    expect(before.length).toBeGreaterThan(30);
    await seed('--members', '30');
    expect(await schema()).toEqual(before);
  });

  test('makes the accounts, one large workspace, further ones of ten, and says who owns the largest', async () => {
    const { code, lines } = await seed('--users', '30', '--workspaces', '4', '--members', '25');
    expect([code, lines.length]).toEqual([0, 1]);
    const { told, browser } = await enter(lines);
    expect(told.email).toBe('user1@example.com');
    const { companies } = await browser.ok(organization.getUserCompanies, {});
    expect(companies[0]).toMatchObject({ personal: true, allocated: 1 });
    const large = companies.find(({ id }) => id === told.workspace);
    expect(large).toMatchObject({ role: 'owner', allocated: 25, allowed: null, owners: [{}] });
    const members = await browser.ok(organization.getMembers, { page_size: 500, order_by: 'joined' }, { workspace: told.workspace });
    expect(members.members.map(({ email }) => email)).toEqual(Array.from({ length: 25 }, (_, at) => `user${at + 1}@example.com`));
    const sizes = await server.store.db
      .selectFrom('workspaces')
      .select('members')
      .where('personal_of', 'is', null)
      .orderBy('members')
      .execute();
    expect(sizes.map(({ members }) => members)).toEqual([10, 10, 10, 10, 25]);
    expect(await server.store.db.selectFrom('users').select('id').execute()).toHaveLength(30);
    expect(await miscounted()).toEqual([]);
  });

  test('gives teams admins, keys that were used, open invitations and a past', async () => {
    const { told, browser } = await enter((await seed('--members', '120')).lines);
    const workspace = { workspace: told.workspace };
    const { members } = await browser.ok(organization.getMembers, { page_size: 500, order_by: 'joined' }, workspace);
    expect(members.map(({ role }) => role).filter((role) => role !== 'member')).toEqual(['owner', 'admin', 'admin', 'admin']);
    expect(members.map(({ credentials }) => credentials).filter((count) => count > 0)).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]);
    const { credentials } = await browser.ok(auth.getCredentials, {}, workspace);
    expect(credentials).toMatchObject([{ label: 'laptop', last_used_from: 'laptop-0' }]);
    const { invites } = await browser.ok(invitations.getInvites, {}, workspace);
    expect(invites).toHaveLength(3);
    expect(await server.client().ok(login.getInviteInfo, { invite_id: invites[0]?.id ?? '' })).toMatchObject({ active: true });
    const events = await server.store.db.selectFrom('events').select('action').where('workspace_id', '=', told.workspace).execute();
    expect(events).toHaveLength(120 + 24);
  });

  test('has nobody active before they joined, or later than now', async () => {
    await seed('--members', '1200');
    const people = await server.store.db.selectFrom('memberships').select(['joined', 'last_active']).execute();
    expect(people.filter(({ last_active }) => last_active !== null).length).toBeGreaterThan(700);
    expect(
      people.filter(({ joined, last_active }) => last_active !== null && (last_active < joined || last_active > server.clock.now())),
    ).toEqual([]);
  });

  test('finds each of them', async () => {
    const { told, browser } = await enter((await seed('--members', '1200')).lines);
    for (const search of ['ER1199@', 'tove sample 20\n', '1200']) {
      const { members } = await browser.ok(organization.getMembers, { search }, { workspace: told.workspace });
      expect(members).toHaveLength(1);
    }
  });

  test('makes as many accounts as the large workspace has members', async () => {
    await seed('--members', '1200');
    expect(await server.store.db.selectFrom('users').select('id').execute()).toHaveLength(1200);
    expect(await miscounted()).toEqual([]);
  });

  test('on a self-hosted server fills the one workspace', async () => {
    await server.close();
    server = await startServer({ deployment: 'self-hosted' });
    expect((await seed('--workspaces', '3')).lines).toEqual(['A self-hosted server has one workspace: leave --workspaces out.']);
    const { told, browser } = await enter((await seed('--users', '12')).lines);
    expect(told.workspace).toBe(theWorkspace.id);
    expect((await browser.ok(organization.getUserCompanies, {})).companies).toMatchObject([
      { id: theWorkspace.id, role: 'owner', allocated: 12 },
    ]);
    expect(await miscounted()).toEqual([]);
  });

  test('on a self-hosted server makes the one workspace where no server was started', async () => {
    await server.close();
    server = await startServer({ deployment: 'self-hosted' });
    await server.store.db.deleteFrom('workspaces').execute();
    const { told } = await enter((await seed('--users', '12')).lines);
    expect(told.workspace).toBe(theWorkspace.id);
    expect(await miscounted()).toEqual([]);
  });

  test.each([
    [['--users', 'many'], '--users takes a whole number, not many.'],
    [['--members', '-1'], 'It is: npm run seed -- --users N --workspaces N --members N.'],
    [['--people', '1'], 'It is: npm run seed -- --users N --workspaces N --members N.'],
  ])('with %j ends with one sentence and code 1', async (argv, sentence) => {
    expect(await seed(...argv)).toEqual({ code: 1, lines: [sentence] });
    expect(await server.store.db.selectFrom('users').select('id').execute()).toEqual([]);
  });

  test('leaves those alone who are there already, and happens once', async () => {
    const browser = server.client();
    await browser.signUp();
    expect((await seed()).code).toBe(0);
    expect((await browser.ok(organization.getUserCompanies, {})).companies).toHaveLength(1);
    const before = await dump(server.store);
    expect(await seed()).toEqual({ code: 1, lines: ['The database was seeded before: seed another one.'] });
    expect(await dump(server.store)).toBe(before);
  });

  test('on a self-hosted server counts those who are there', async () => {
    await server.close();
    server = await startServer({ deployment: 'self-hosted' });
    await server.client().signUp();
    await seed('--users', '12');
    expect(await miscounted()).toEqual([]);
  });
});

describe('the demo', () => {
  const fill = async (): Promise<string[]> => {
    const lines: string[] = [];
    await fillDemo(server.parts, (line) => void lines.push(line));
    return lines;
  };

  test('is a team with workspaces, keys that were used, and an open invitation', async () => {
    const { told, browser } = await enter(await fill());
    const { companies } = await browser.ok(organization.getUserCompanies, {});
    expect(companies).toMatchObject([
      { personal: true },
      { name: 'Speech Research', role: 'member' },
      { name: 'Vision Team', role: 'owner' },
    ]);
    expect(companies[2]).toMatchObject({ id: told.workspace, allocated: 5, allowed: 10 });
    const { credentials } = await browser.ok(auth.getCredentials, {}, { workspace: told.workspace });
    expect(credentials.map(({ label, last_used_from }) => [label, last_used_from])).toEqual([
      ['old-notebook', undefined],
      ['laptop', 'ada-laptop'],
      ['ci-gpu', 'gpu-worker-1:0'],
    ]);
    const { invites } = await browser.ok(invitations.getInvites, {}, { workspace: told.workspace });
    expect(invites).toMatchObject([{ state: 'active', user_name: 'Ada Sample' }]);
    const info = await server.client().ok(login.getInviteInfo, { invite_id: invites[0]?.id ?? '' });
    expect(info).toMatchObject({ active: true, company_name: 'Vision Team' });
    expect(await miscounted()).toEqual([]);
    const { members } = await browser.ok(organization.getMembers, {}, { workspace: told.workspace });
    expect(members.filter(({ last_active }) => last_active === null)).toEqual([]);
    const { events } = await browser.ok(activity.getEvents, {}, { workspace: told.workspace });
    expect(events.map(({ action, actor_name }) => [action, actor_name])).toEqual([
      ...['Elif', 'Daniel', 'Chloe', 'Ben'].map((name) => ['member.join', `${name} Sample`]),
      ['workspace.create', 'Ada Sample'],
    ]);
  });

  test('is one workspace on a self-hosted server', async () => {
    await server.close();
    server = await startServer({ deployment: 'self-hosted' });
    const { told, browser } = await enter(await fill());
    expect(told.workspace).toBe(theWorkspace.id);
    expect((await browser.ok(organization.getUserCompanies, {})).companies).toMatchObject([
      { id: theWorkspace.id, role: 'owner', allocated: 6 },
    ]);
  });

  test('tells a person where to log in, and as whom', async () => {
    const [line = '', ...plain] = await fill();
    const { email, password } = JSON.parse(line) as Told;
    expect(plain).toEqual([
      'Log in at the address below as the owner of a sample team:',
      `  e-mail    ${email}`,
      `  password  ${password}`,
    ]);
    await server.close();
    server = await startServer({ publicUrl: 'https://profile.example/' });
    expect((await fill())[1]).toBe('Log in at https://profile.example/ as the owner of a sample team:');
  });

  test('leaves a database alone that has accounts', async () => {
    await server.client().signUp();
    const before = await dump(server.store);
    expect(await fill()).toEqual(['The database is not empty: --demo leaves it as it is.']);
    expect(await dump(server.store)).toBe(before);
  });
});
