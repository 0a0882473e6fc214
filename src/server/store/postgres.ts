import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { migrate } from './migrations.ts';
import { dropUseless, endless, makePool, type Patience } from './pool.ts';
import type { Tables } from './schema.ts';
import type { Store } from './store.ts';
import { makeTurns } from './turns.ts';

/** PostgreSQL's "deadlock_detected" and "serialization_failure": the same work is expected to succeed when run again. */
const passing = new Set(['40P01', '40001']);
const attempts = 10;

/** Any number, the same in each process: who holds it may change the tables. */
const migrationLock = 7_203_118_441;

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

const retrying = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !passing.has(String(codeOf(error)))) throw error;
    }
  }
};

const connect = (pool: pg.Pool): Kysely<Tables> => new Kysely({ dialect: new PostgresDialect({ pool: dropUseless(pool) }) });

/** Brings the tables up to date, or waits until another process has: however long that takes. */
const upgrade = async (url: string): Promise<void> => {
  const db = connect(makePool(url, endless));
  try {
    await migrate(db, async (trx) => {
      await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(trx);
      await sql`create table if not exists rate_limits (key varchar(255) primary key, points integer not null default 0, expire bigint)`.execute(
        trx,
      );
    });
  } finally {
    await db.destroy();
  }
};

/** Opens PostgreSQL by its address and brings the tables up to date. Any number of processes may do so at the same time. */
export const openPostgres = async (url: string, patience: Patience = endless): Promise<Store> => {
  await upgrade(url);
  const pool = makePool(url, patience);
  const db = connect(pool);
  const inTurn = makeTurns();
  return {
    kind: 'postgres',
    db,
    transaction: (work, turn) => {
      const run = () => retrying(() => db.transaction().execute(work));
      return turn === undefined ? run() : inTurn(turn, run);
    },
    limiter: (options) => new RateLimiterPostgres({ ...options, storeClient: pool, tableName: 'rate_limits', tableCreated: true }),
    ping: async () => {
      await db.selectFrom('facts').select('name').limit(1).execute();
    },
    close: () => db.destroy(),
  };
};
