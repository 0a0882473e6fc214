import { expect, test } from 'vitest';
import { openSqlite } from '#server/store/sqlite.ts';

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
