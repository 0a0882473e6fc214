import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { users } from '#contract/index.ts';
import { createApp } from '#server/app.ts';
import { isDatabaseLost } from '#server/store/lost.ts';
import { endless, serving } from '#server/store/pool.ts';
import { openPostgres } from '#server/store/postgres.ts';
import type { Store } from '#server/store/store.ts';
import { TestClient } from '#tests/support/client.ts';
import { newSchema } from '#tests/support/postgres.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { someone } from '#tests/support/team.ts';

describe.runIf(process.env['TEST_STORE'] === 'postgres')('a PostgreSQL that lets wait', () => {
  let url: string;
  let drop: () => Promise<void>;
  /** of somebody who never lets go */
  let other: Store;
  const opened: Store[] = [];
  const open = async (patience: Parameters<typeof openPostgres>[1]): Promise<Store> => {
    const store = await openPostgres(url, patience);
    opened.push(store);
    return store;
  };

  beforeEach(async () => {
    ({ url, drop } = await newSchema());
    other = await open(endless);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await drop();
  });

  const settingsOf = async ({ db }: Store): Promise<unknown> =>
    (
      await sql`select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as idle`.execute(db)
    ).rows[0];

  test('is waited for by a server only so long, by everything else without end', async () => {
    expect(await settingsOf(await open(serving))).toEqual({ lock: '20s', statement: '1min', idle: '30s' });
    expect(await settingsOf(other)).toEqual({ lock: '0', statement: '0', idle: '0' });
  });

  test('is told as a database that cannot be used, and the next call is answered', async () => {
    const server = await startServer();
    const store = await open({ ...endless, lock: 50 });
    const behind: TestServer = { ...server, store, parts: { ...server.parts, store } };
    const app = createApp(behind.parts);
    const { browser } = await someone({ ...behind, client: () => new TestClient(app, 'http://localhost:8080/') });
    const write = () => browser.call(users.updatePreferences, { changes: [{ path: ['views', 'theme'], value: 'dark' }] });
    await other.transaction(async (trx) => {
      await sql`lock table preferences`.execute(trx);
      const { status, meta } = await write();
      expect([status, meta.result_subcode]).toEqual([500, 102]);
    });
    expect((await write()).status).toBe(200);
    await server.close();
  });

  test('breaks off a statement without end, and a transaction that is not gone on with', async () => {
    const store = await open({ ...endless, statement: 50, idle: 50 });
    const slow = await sql`select pg_sleep(60)`.execute(store.db).catch((error: unknown) => error);
    expect(isDatabaseLost(slow)).toBe(true);
    const left = await store
      .transaction(async (trx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
        const pid = rows[0]?.pid;
        const there = () => sql`select 1 from pg_stat_activity where pid = ${pid}`.execute(other.db);
        await expect.poll(async () => (await there()).rows).toEqual([]);
        await sql`select 1`.execute(trx);
      })
      .catch((error: unknown) => error);
    expect(isDatabaseLost(left)).toBe(true);
    await store.ping();
  });

  test('is waited for while another process changes the tables, whatever the patience', async () => {
    const late = await other.transaction(async (trx) => {
      await sql`lock table schema_version, facts`.execute(trx);
      const opening = open({ ...endless, lock: 10, statement: 10, idle: 10 });
      const long = () =>
        sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and now() - query_start > interval '100 ms'
          and query like '%schema_version%' and pid <> pg_backend_pid()`.execute(other.db);
      await expect.poll(async () => (await long()).rows).toHaveLength(1);
      return { opening };
    });
    await expect(late.opening).resolves.toMatchObject({ kind: 'postgres' });
  });
});
