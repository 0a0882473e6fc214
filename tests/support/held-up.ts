import { sql, type Transaction } from 'kysely';
import { expect, vi } from 'vitest';
import type { Tables } from '#server/store/schema.ts';

/** On PostgreSQL, waits until somebody waits for what this transaction holds; other tests on the same database do not count. */
export const heldUp = async (trx: Transaction<Tables>): Promise<void> => {
  const waiting = sql`select pid from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`;
  await vi.waitFor(async () => expect((await waiting.execute(trx)).rows, 'who waits').not.toEqual([]), 20_000);
};
