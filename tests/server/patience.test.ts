import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { users, type Operation } from '#contract/index.ts';
import { isDatabaseLost } from '#server/store/lost.ts';
import { endless, serving } from '#server/store/pool.ts';
import { openPostgres } from '#server/store/postgres.ts';
import type { Store } from '#server/store/store.ts';
import { serverOn } from '#tests/support/behind.ts';
import { heldUp } from '#tests/support/held-up.ts';
import { newSchema } from '#tests/support/postgres.ts';
import { someone } from '#tests/support/team.ts';
import { startTunnel } from '#tests/support/tunnel.ts';

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
    const { browser } = await someone(await serverOn(await open({ ...endless, lock: 50 })));
    const write = () => browser.call(users.updatePreferences, { changes: [{ path: ['views', 'theme'], value: 'dark' }] });
    await other.transaction(async (trx) => {
      await sql`lock table preferences`.execute(trx);
      const { status, meta } = await write();
      expect([status, meta.result_subcode]).toEqual([500, 102]);
    });
    expect((await write()).status).toBe(200);
  });

  /** Somebody at a server on that store: what comes of a write and of a read. */
  const at = async (store: Store) => {
    const { browser } = await someone(await serverOn(store));
    const told = async (operation: Operation, request = {}): Promise<number[]> => {
      const { status, meta } = await browser.call(operation, request);
      return [status, meta.result_subcode];
    };
    return {
      write: () => told(users.updatePreferences, { changes: [{ path: ['views', 'theme'], value: 'dark' }] }),
      read: () => told(users.getCurrentUser),
    };
  };
  const unavailable = [500, 102];
  const fine = [200, 0];

  test('holds up who needs what is held, and others only when they take the last connection', async () => {
    const { write, read } = await at(await open({ ...endless, connection: 2_000 }));
    const { writes } = await other.transaction(async (trx) => {
      await sql`lock table preferences`.execute(trx);
      const writes = [write()];
      await heldUp(trx);
      expect(await read()).toEqual(fine);
      for (let more = 0; more < 9; more += 1) writes.push(write());
      // ten hold the ten connections, so an eleventh waits for one as long as it may
      await expect.poll(read, { timeout: 30_000 }).toEqual(unavailable);
      return { writes };
    });
    expect(await Promise.all(writes)).toEqual(writes.map(() => fine));
    expect(await read()).toEqual(fine);
  });

  test('and does not answer at all, though the connection stands, is given up and asked anew', async () => {
    const tunnel = await startTunnel(new URL(url));
    const store = await openPostgres(tunnel.url, { ...endless, answer: 500 });
    const { write, read } = await at(store);
    expect(await read()).toEqual(fine);
    tunnel.freeze();
    expect(await Promise.all([write(), read()])).toContainEqual(unavailable);
    expect(await Promise.all([write(), read()])).toEqual([fine, fine]);
    await store.close();
    await tunnel.stop();
  });

  test('and takes no writes any more on a connection is asked anew', async () => {
    const store = await open(endless);
    const { write, read } = await at(store);
    await sql`set default_transaction_read_only = on`.execute(store.db);
    expect(await write()).toEqual(unavailable);
    expect([await write(), await read()]).toEqual([fine, fine]);
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
