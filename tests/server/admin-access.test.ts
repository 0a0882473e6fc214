import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as activity from '#contract/activity.ts';
import { auth, invitations, login, organization } from '#contract/index.ts';
import { runAdmin } from '#server/admin.ts';
import { createApp } from '#server/app.ts';
import { fixedUserId, theWorkspace } from '#server/fixed-users.ts';
import { makeSecrets } from '#server/keys.ts';
import { setRole } from '#server/store/members.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import { lockWorkspace } from '#server/store/store.ts';
import { basic, bearer, TestClient } from '#tests/support/client.ts';
import { dump } from '#tests/support/dump.ts';
import { heldUp } from '#tests/support/held-up.ts';
import { logIn, samplePassword } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, type Someone, type Team } from '#tests/support/team.ts';

const onPostgres = process.env['TEST_STORE'] === 'postgres';

let server: TestServer;
let team: Team;
beforeEach(async () => {
  server = await startServer();
  team = await makeTeam(server);
});
afterEach(() => server.close());

const admin = async (...argv: string[]): Promise<{ code: number; lines: string[] }> => {
  const lines: string[] = [];
  return { code: await runAdmin(server.parts, argv, (line) => void lines.push(line)), lines };
};
const told = async (...argv: string[]): Promise<string> => (await admin(...argv)).lines.join('\n');
const events = (action: string) =>
  server.store.db.selectFrom('events').selectAll().where('actor', '=', 'operator').where('action', '=', action).execute();
const inTeam = () => ({ workspace: team.workspace });
const keyOf = async ({ browser }: Someone, options = {}) => {
  const { access_key, secret_key } = (await browser.ok(auth.createCredentials, { label: 'ci' }, options)).credentials;
  const headers = { ...basic(access_key, secret_key), 'x-clearml-worker': 'box-3' };
  return { access_key, headers, token: (await server.client().ok(auth.login, {}, { headers })).token };
};
type Key = Awaited<ReturnType<typeof keyOf>>;
/** Another process on the same database, whose answers tell at once what the operator did. */
const other = () => new TestClient(createApp({ ...server.parts, secrets: makeSecrets('a key of the tests') }), 'http://localhost:8080/');
const statusOf = async (headers: Record<string, string>) => (await other().call(organization.getMembers, {}, { headers })).status;
const bothOf = async (key: Key) => [await statusOf(key.headers), await statusOf(bearer(key.token))];
const cookieOf = ({ browser }: Someone) => ({ cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') });
const sessionOf = (who: Someone) => statusOf(cookieOf(who));
const inviteState = async (id: string) => (await server.client().ok(login.getInviteInfo, { invite_id: id })).state;

describe('revoke-keys', () => {
  test('of an account ends its keys everywhere with their tokens, and nobody else’s', async () => {
    const [here, personal, theirs] = [await keyOf(team.member, inTeam()), await keyOf(team.member), await keyOf(team.owner)];
    const lines = await told('revoke-keys', 'MIA@example.com');
    expect(lines).toContain(
      `${here.access_key}  mia@example.com  Olga Owner's workspace  last used 2026-11-23T16:00:00+00:00 from box-3  ci`,
    );
    expect(lines).toContain('2 keys revoked, with all tokens made from them.');
    for (const key of [here, personal]) expect(await bothOf(key)).toEqual([401, 401]);
    expect(await bothOf(theirs)).toEqual([200, 200]);
    expect(await sessionOf(team.member)).toBe(200);
    const { events: seen } = await team.owner.browser.ok(activity.getEvents, { action: 'credentials.revoke' });
    expect(seen).toMatchObject([{ actor: 'operator', target: here.access_key, detail: { user: team.member.id } }]);
    expect(await events('keys.revoke')).toMatchObject([{ detail: JSON.stringify({ user: team.member.id, revoked: 2 }) }]);
    expect(await server.store.db.selectFrom('ended_credentials').selectAll().execute()).toHaveLength(2);
  });

  test('of a workspace ends those of all its members', async () => {
    const [one, two, elsewhere] = [await keyOf(team.owner), await keyOf(team.admin, inTeam()), await keyOf(team.admin)];
    expect(await told('revoke-keys', "Olga Owner's workspace")).toContain('2 keys revoked');
    for (const key of [one, two]) expect(await bothOf(key)).toEqual([401, 401]);
    expect(await bothOf(elsewhere)).toEqual([200, 200]);
  });

  test('of everybody, where nobody is named', async () => {
    const keys = [await keyOf(team.owner), await keyOf(team.outsider)];
    expect(await told('revoke-keys')).toContain('2 keys revoked');
    for (const key of keys) expect(await bothOf(key)).toEqual([401, 401]);
    expect(await told('revoke-keys')).toBe('0 keys revoked, with all tokens made from them.');
  });
});

describe('end-sessions', () => {
  test('of an account logs it out everywhere; its keys go on', async () => {
    const key = await keyOf(team.member, inTeam());
    expect(await told('end-sessions', 'mia@example.com')).toBe(
      '2 sessions ended. Programs with a key log in again by themselves: revoke-keys ends keys.',
    );
    expect([await sessionOf(team.member), await statusOf(bearer(key.token)), await statusOf(key.headers)]).toEqual([401, 401, 200]);
    expect(await sessionOf(team.owner)).toBe(200);
    expect(await events('sessions.end')).toMatchObject([{ target: team.member.id, detail: '{"ended":2}' }]);
  });

  test('logs everybody out, where nobody is named', async () => {
    expect(await told('end-sessions')).toContain('4 sessions ended.');
    for (const who of [team.owner, team.admin, team.member, team.outsider]) expect(await sessionOf(who)).toBe(401);
  });
});

describe('disable', () => {
  test('check 38: refuses log-in and keys at once, on every process, until enable, and ends sessions, tokens and links', async () => {
    const key = await keyOf(team.admin, inTeam());
    const { id } = await team.admin.browser.ok(invitations.createInvite, {}, inTeam());
    const link = (await admin('reset-password', team.admin.email)).lines.at(-1)?.split('#')[1] ?? '';
    expect(await inviteState(id)).toBe('active');
    expect(await told('disable', 'adam@example.com')).toBe(
      'adam@example.com (Adam Admin) is disabled: 2 sessions and 1 invitation link ended, keys are refused until enable.',
    );
    expect([...(await bothOf(key)), await sessionOf(team.admin)]).toEqual([401, 401, 401]);
    expect((await other().call(auth.login, {}, { headers: basic(team.admin.email, samplePassword) })).status).toBe(401);
    expect(await inviteState(id)).toBe('revoked');
    expect((await team.outsider.browser.call(login.joinCompany, { invite_id: id })).meta.result_subcode).toBe(1001);
    expect((await other().call(login.setPassword, { link_id: link, password: 'another harbour 43' })).status).toBe(400);
    expect(await told('users')).toContain('adam@example.com  Adam Admin (disabled)');
    expect(await told('reset-password', team.admin.email)).toContain('The account stays disabled all the same: enable lets it in.');

    expect(await told('enable', 'adam@example.com')).toBe('adam@example.com (Adam Admin) may log in, and the keys work again.');
    // the session that was ended stays ended
    expect([...(await bothOf(key)), await sessionOf(team.admin)]).toEqual([200, 401, 401]);
    await logIn(server, team.admin);
    // nobody saw it among the open ones meanwhile, nor could revoke it
    expect(await inviteState(id)).toBe('revoked');
    for (const action of ['user.disable', 'user.enable']) expect(await events(action)).toMatchObject([{ target: team.admin.id }]);
  });

  test('says which workspaces have no owner left', async () => {
    expect((await admin('disable', 'olga@example.com')).lines[1]).toBe(
      `Olga Owner's workspace (${team.workspace}) has no other owner: set-owner gives it one.`,
    );
    await admin('enable', 'olga@example.com');
    await admin('set-owner', team.workspace, 'mia@example.com');
    expect((await admin('disable', 'olga@example.com')).lines).toHaveLength(1);
  });

  test.runIf(onPostgres)(
    'of somebody who is being made an owner waits for that, and says that nobody else owns the workspace',
    async () => {
      await admin('disable', team.owner.email);
      let disabled: ReturnType<typeof admin> | undefined;
      await server.store.transaction(async (trx) => {
        await lockWorkspace(trx, team.workspace);
        disabled = admin('disable', team.member.email);
        await heldUp(trx);
        expect(await setRole(trx, team.workspace, team.member.id, 'owner')).toBe(true);
      });
      expect((await disabled)?.lines[1]).toContain('has no other owner');
    },
  );

  test('is not for users of the configuration, whom the next start would let in again', async () => {
    await server.close();
    const guestUser = { username: 'guest', password: 'guest', name: 'Guest', passHashed: false };
    const fixedUsers = [{ username: 'jane', password: 'harbour', name: 'Jane Sample', passHashed: false }];
    server = await startServer({ deployment: 'self-hosted', signup: 'closed', fixedUsers, guestUser });
    const { db } = server.store;
    for (const { email, name } of await db.selectFrom('users').select(['email', 'name']).execute())
      expect(await admin('disable', email)).toEqual({ code: 1, lines: [`${name} is a user of the configuration: take them out of it.`] });
    expect(await db.selectFrom('users').select('id').where('id', '=', fixedUserId(theWorkspace.id, 'jane')).execute()).toHaveLength(1);
  });
});

describe('after-restore', () => {
  test('ends every session and open link, and lists the keys with their last use', async () => {
    const key = await keyOf(team.member, inTeam());
    const { id } = await team.owner.browser.ok(invitations.createInvite, {});
    await admin('reset-password', team.member.email);
    const lines = await told('after-restore');
    expect(lines).toMatch(/^Ended: 5 sessions, 1 invitation link, 1 password link\.$/m);
    expect(lines).toContain(
      `${key.access_key}  mia@example.com  Olga Owner's workspace  last used 2026-11-23T16:00:00+00:00 from box-3  ci`,
    );
    expect(lines).toContain('--revoke-keys ends all of these');
    expect([await sessionOf(team.owner), ...(await bothOf(key))]).toEqual([401, 200, 401]);
    expect(await inviteState(id)).toBe('revoked');
    const detail = JSON.stringify({ sessions: 5, invitations: 1, passwords: 1, revoked_keys: 0 });
    expect(await events('database.restored')).toMatchObject([{ detail }]);
  });

  test('ends the keys too where that is asked for', async () => {
    const key = await keyOf(team.member, inTeam());
    expect(await told('after-restore', '--revoke-keys')).toContain('1 key revoked.');
    expect(await bothOf(key)).toEqual([401, 401]);
    expect(await events('credentials.revoke')).toMatchObject([{ target: key.access_key, workspace_id: team.workspace }]);
  });
});

describe('backup', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backup-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test.runIf(onPostgres)('is left to pg_dump on PostgreSQL', async () => {
    expect(await admin('backup', join(folder, 'copy'))).toEqual({
      code: 1,
      lines: ['PostgreSQL brings its own: pg_dump --format=custom --file=<file> with the address in DATABASE_URL.'],
    });
    expect(await readdir(folder)).toEqual([]);
  });

  describe.skipIf(onPostgres)('of SQLite', () => {
    test('has all data, for this user only, and is what a server can start on', async () => {
      const key = await keyOf(team.member, inTeam());
      const [file, before] = [join(folder, 'copy.sqlite'), await dump(server.store)];
      const umask = process.umask(0o077);
      const { code, lines } = await admin('backup', file);
      process.umask(umask);
      expect([code, lines]).toEqual([0, [expect.stringContaining(`${file} has all data. Keep /nonexistent/secret.key with it`)]]);
      expect((await stat(file)).mode & 0o077).toBe(0);
      expect(await readdir(folder)).toEqual(['copy.sqlite']);
      const copy = await openSqlite(file);
      expect(await dump(copy)).toBe(before);
      expect((await sql`pragma integrity_check`.execute(copy.db)).rows).toEqual([{ integrity_check: 'ok' }]);
      const restored = new TestClient(createApp({ ...server.parts, store: copy }), 'http://localhost:8080/');
      expect((await restored.call(organization.getMembers, { search: 'mia' }, { headers: key.headers })).data).toMatchObject({ total: 3 });
      await copy.close();
      expect(await events('database.backup')).toMatchObject([{ detail: JSON.stringify({ file }) }]);
    });

    test('is of one moment, while others write', async () => {
      const file = join(folder, 'live.sqlite');
      const [live, operator] = [await openSqlite(file), await openSqlite(file)];
      const count = async (store: typeof live) => (await store.db.selectFrom('facts').select('name').execute()).length;
      const write = (at: number) =>
        live.transaction(async (trx) => {
          for (const half of ['a', 'b'])
            await trx
              .insertInto('facts')
              .values({ name: `${at}${half}`, value: 'x'.repeat(1000) })
              .execute();
        });
      for (let at = 0; at < 200; at += 1) await write(at);
      const print = () => undefined;
      const [code] = await Promise.all([
        runAdmin({ ...server.parts, store: operator }, ['backup', join(folder, 'copy.sqlite')], print),
        ...Array.from({ length: 50 }, (_, at) => write(1000 + at)),
      ]);
      const copy = await openSqlite(join(folder, 'copy.sqlite'));
      expect([code, (await count(copy)) >= 400, (await count(copy)) % 2]).toEqual([0, true, 0]);
      expect(await count(live)).toBe(500);
      for (const store of [copy, operator, live]) await store.close();
    });

    test('writes over nothing, and leaves nothing behind where it fails', async () => {
      const file = join(folder, 'there');
      await writeFile(file, 'precious');
      expect(await admin('backup', file)).toEqual({ code: 1, lines: [`${file} is there already, and no backup is written over.`] });
      expect(await readFile(file, 'utf8')).toBe('precious');
      const lost = join(folder, 'nowhere', 'copy');
      expect(await admin('backup', lost)).toEqual({ code: 1, lines: [`There is no folder ${join(folder, 'nowhere')}.`] });
      await mkdir(join(folder, 'copy.part'));
      expect(await admin('backup', join(folder, 'copy'))).toMatchObject({
        code: 1,
        lines: [expect.stringContaining('copy could not be written: ')],
      });
      expect((await readdir(folder)).toSorted()).toEqual(['copy.part', 'there']);
      expect(await events('database.backup')).toEqual([]);
    });

    test('is not written by a dry run', async () => {
      const file = join(folder, 'copy');
      expect((await admin('backup', file, '--dry-run')).lines[0]).toBe('Nothing was changed; without --dry-run:');
      expect(await readdir(folder)).toEqual([]);
      expect(await events('database.backup')).toEqual([]);
    });
  });
});

test('a dry run of any of them changes nothing', async () => {
  await keyOf(team.member, inTeam());
  await team.owner.browser.ok(invitations.createInvite, {});
  const before = await dump(server.store);
  for (const argv of [
    ['revoke-keys'],
    ['revoke-keys', team.workspace],
    ['end-sessions'],
    ['end-sessions', 'mia@example.com'],
    ['disable', 'mia@example.com'],
    ['enable', 'mia@example.com'],
    ['after-restore'],
    ['after-restore', '--revoke-keys'],
  ]) {
    const { code, lines } = await admin(...argv, '--dry-run');
    expect([code, lines[0], lines.length > 1]).toEqual([0, 'Nothing was changed; without --dry-run:', true]);
  }
  expect(await dump(server.store)).toBe(before);
});

test.each([
  [['disable'], 'It is: disable <email>.'],
  [['disable', 'nobody@example.com'], 'There is no account nobody@example.com; the verb users lists them.'],
  [['revoke-keys', 'nobody@example.com'], 'There is no account nobody@example.com; the verb users lists them.'],
  [['revoke-keys', 'nowhere'], 'There is no workspace nowhere; the verb users lists them.'],
  [['revoke-keys', 'a@example.com', 'b@example.com'], 'It is: revoke-keys [<email|workspace>].'],
  [['end-sessions', 'nobody@example.com'], 'There is no account nobody@example.com; the verb users lists them.'],
  [['after-restore', 'now'], 'It is: after-restore.'],
  [['end-sessions', '--revoke-keys'], '--revoke-keys goes with after-restore only.'],
  [['backup'], 'It is: backup <file>.'],
])('%j ends with one sentence and code 1', async (argv, sentence) => {
  const before = await dump(server.store);
  expect(await admin(...argv)).toEqual({ code: 1, lines: [sentence] });
  expect(await dump(server.store)).toBe(before);
});
