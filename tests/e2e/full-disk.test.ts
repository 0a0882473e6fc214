import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { auth } from '#contract/index.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import { basic, TestClient } from '#tests/support/client.ts';
import { wrongsOf } from '#tests/support/crash/read.ts';
import { program, startProcess, type BuiltServer } from '#tests/support/e2e-server.ts';
import { overNetwork } from '#tests/support/processes.ts';
import { mountSmallDisk, type SmallDisk } from '#tests/support/small-disk.ts';

const trial = mountSmallDisk(64);
trial?.unmount();

const runOn = (dataDir: string, args: readonly string[]) => {
  const env = { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', PORT: '0', DATA_DIR: dataDir };
  return spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8', timeout: 60_000 });
};

/** What a server says that does not start on a folder. */
const refusal = (dataDir: string, ...args: string[]) => {
  const { status, stderr } = runOn(dataDir, args);
  return { status, lines: stderr.trim().split('\n') };
};

/** What a verb says on a folder. */
const said = (dataDir: string, ...args: string[]) => {
  const { status, stdout, stderr } = runOn(dataDir, args);
  return { status, lines: stdout.trim().split('\n'), complaints: stderr };
};

describe.skipIf(trial === null)('on a small disk (for root only, who may mount one)', () => {
  let disk: SmallDisk;
  let server: BuiltServer | undefined;
  const mount = (size: number): void => {
    disk = mountSmallDisk(size) ?? disk;
  };
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    disk.unmount();
  });

  test('check 52: while it is full, writes are refused by name and nothing is half, reads go on, and with room all goes on by itself', async () => {
    mount(4096);
    server = await startProcess({ DATA_DIR: disk.folder });
    const browser = new TestClient(overNetwork, `${server.origin}/`);
    const { company } = await browser.signUp();
    const { access_key, secret_key } = (await browser.ok(auth.createCredentials, { label: 'before' })).credentials;
    await disk.fill();
    const made = ['before'];
    const refused = new Set<string>();
    // the file's own last pages may take some yet
    for (let at = 0; at < 200 && refused.size < 1; at += 1) {
      const label = `${at}`.padEnd(120, 'x');
      const { status, meta } = await browser.call(auth.createCredentials, { label });
      if (status === 200) made.push(label);
      else refused.add(`${status}/${meta.result_subcode} ${meta.result_msg}`);
    }
    for (let at = 0; at < 10; at += 1) {
      const { status, meta } = await browser.call(auth.createCredentials, { label: `refused ${at}` });
      refused.add(`${status}/${meta.result_subcode} ${meta.result_msg}`);
    }
    expect([...refused]).toEqual(['500/102 Database is temporarily unavailable']);
    const labels = async () => (await browser.ok(auth.getCredentials, {})).credentials.map(({ label }) => label);
    expect((await labels()).toSorted()).toEqual(made.toSorted());
    expect((await browser.raw('readyz')).status).toBe(200);
    // by a key, whose every use is noted
    const program = new TestClient(overNetwork, `${server.origin}/`);
    const byKey = { headers: basic(access_key, secret_key) };
    expect((await program.call(auth.getCredentials, {}, byKey)).status).toBe(200);
    await disk.empty();
    await browser.ok(auth.createCredentials, { label: 'after' });
    expect((await labels()).toSorted()).toEqual([...made, 'after'].toSorted());
    await server.stop();
    const store = await openSqlite(join(disk.folder, 'clearml-profile.sqlite'));
    expect(await wrongsOf(store)).toEqual({});
    const events = await store.db
      .selectFrom('events')
      .select('id')
      .where('workspace_id', '=', company.id)
      .where('action', '=', 'credentials.create')
      .execute();
    expect(events).toHaveLength(made.length + 1);
    await store.close();
  });

  test('check 52: killed and started again while it is full, it still has all that it answered', async () => {
    mount(4096);
    server = await startProcess({ DATA_DIR: disk.folder });
    const browser = new TestClient(overNetwork, `${server.origin}/`);
    await browser.signUp();
    await browser.ok(auth.createCredentials, { label: 'before' });
    await disk.fill();
    await server.kill9();
    await server.restart();
    expect((await browser.ok(auth.getCredentials, {})).credentials).toMatchObject([{ label: 'before' }]);
    await disk.empty();
    await browser.ok(auth.createCredentials, { label: 'after' });
  });

  test('check 52: verbs of the operator say in one sentence that it is full, and a backup elsewhere is made all the same', async () => {
    mount(4096);
    server = await startProcess({ DATA_DIR: disk.folder });
    const browser = new TestClient(overNetwork, `${server.origin}/`);
    await browser.signUp({ email: 'ada@example.com' });
    await disk.fill();
    // what is left of the file's own last pages
    for (let at = 0, status = 200; at < 200 && status === 200; at += 1)
      ({ status } = await browser.call(auth.createCredentials, { label: `${at}`.padEnd(120, 'x') }));
    const elsewhere = await mkdtemp(join(tmpdir(), 'backup-'));
    const file = join(elsewhere, 'profile.sqlite');
    const full = 'The database takes no changes now: database or disk is full.';
    for (const [verb, rest] of [
      [['users'], 'Nothing was changed.'],
      [['reset-password', 'ada@example.com'], 'Nothing was changed.'],
      [['after-restore', '--revoke-keys'], 'Nothing was changed.'],
      [['backup', file], `${file} is there and whole, but no event says so.`],
    ] as const)
      expect(said(disk.folder, 'admin', ...verb)).toEqual({ status: 1, lines: [`${full} ${rest}`], complaints: '' });
    expect(refusal(disk.folder, 'seed', '--users', '50')).toEqual({
      status: 1,
      lines: ['The database cannot be used now: database or disk is full.'],
    });
    const copy = await openSqlite(file);
    expect(await copy.db.selectFrom('users').select('email').execute()).toEqual([{ email: 'ada@example.com' }]);
    await copy.close();
    await rm(elsewhere, { recursive: true });
    expect(said(disk.folder, 'admin', 'backup', join(disk.folder, 'copy'))).toMatchObject({
      status: 1,
      lines: [expect.stringMatching(/copy could not be written: .*full/)],
      complaints: '',
    });
  });

  test.each([64, 160])('a start for which %d KiB are too little ends with one sentence', (size) => {
    mount(size);
    const { status, lines } = refusal(disk.folder);
    expect([status, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toMatch(/^DATA_DIR \(.*\) .*(?:full|no space|unable to open|disk I\/O)/i);
  });

  test('a start where data can only be read ends with one sentence, with a database there or without', async () => {
    mount(4096);
    disk.lock();
    const without = refusal(disk.folder);
    expect([without.status, without.lines]).toEqual([
      1,
      [expect.stringMatching(/^DATA_DIR \(.*\) names a database that cannot be used: /)],
    ]);
    disk.unmount();
    mount(4096);
    server = await startProcess({ DATA_DIR: disk.folder });
    // not in order, so that the files beside the database are there as well
    await server.kill9();
    disk.lock();
    for (const args of [[], ['admin', 'users']])
      expect(refusal(disk.folder, ...args)).toEqual({
        status: 1,
        lines: [expect.stringMatching(/^DATA_DIR \(.*\) names a database that cannot be used: EROFS: read-only file system/)],
      });
  });
});
