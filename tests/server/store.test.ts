import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openSqlite } from '#server/store/sqlite.ts';

test('SQLite has each commit on the disk before it says so, and heeds what refers to what', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  const store = await openSqlite(join(folder, 'a.sqlite'));
  const pragma = async (name: string): Promise<unknown> => {
    const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(store.db);
    return Object.values(rows[0] ?? {})[0];
  };
  // 2 is FULL: with WAL, NORMAL would lose the last commits where the power fails
  expect([await pragma('synchronous'), await pragma('journal_mode'), await pragma('foreign_keys')]).toEqual([2, 'wal', 1]);
  await store.close();
  await rm(folder, { recursive: true });
});

test('a transaction of SQLite that reads first and writes later is overtaken by no other process', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  const [one, other] = [await openSqlite(join(folder, 'a.sqlite')), await openSqlite(join(folder, 'a.sqlite'))];
  await sql`pragma busy_timeout = 0`.execute(other.db);
  const user = (id: string) => ({ id, email: `${id}@example.com`, name: id, role: 'user' as const, created: 0 });
  await one.transaction(async (trx) => {
    await trx.selectFrom('users').select('id').execute();
    const overtaking = other.transaction((late) => late.insertInto('users').values(user('b')).execute());
    await expect(overtaking).rejects.toThrow(/locked/);
    await trx.insertInto('users').values(user('a')).execute();
  });
  expect(await other.db.selectFrom('users').select('id').execute()).toEqual([{ id: 'a' }]);
  await Promise.all([one.close(), other.close()]);
  await rm(folder, { recursive: true });
});

test('times, flags and absent values come back as they went in', async () => {
  const store = await openSqlite(':memory:');
  const at = 1_795_453_109_123;
  const user = { id: 'a'.repeat(32), email: 'a@example.com', name: 'A', role: 'user' as const, created: at };
  await store.transaction((trx) => trx.insertInto('users').values(user).execute());
  expect(await store.db.selectFrom('users').selectAll().executeTakeFirstOrThrow()).toMatchObject({ ...user, disabled: 0, avatar: null });
  const { numUpdatedRows } = await store.db.updateTable('users').set({ disabled: 1 }).where('created', '=', at).executeTakeFirst();
  expect(numUpdatedRows).toBe(1n);
  await store.close();
});
