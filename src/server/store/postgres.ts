import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { migrate } from './migrations.ts';
import type { Tables } from './schema.ts';
import type { Store } from './store.ts';
import { makeTurns } from './turns.ts';

/** PostgreSQL's "deadlock_detected" and "serialization_failure": the same work is expected to succeed when run again. */
const passing = new Set(['40P01', '40001']);
const attempts = 10;

/** Any number, the same in each process: who holds it may change the tables. */
const migrationLock = 7_203_118_441;

/** How long (ms) a connection waits before PostgreSQL breaks off what it does, so that nothing is held for ever; 0: without end. */
export interface Patience {
  /** for a row or table that somebody else holds */
  readonly lock: number;
  /** for a statement, the time for locks included */
  readonly statement: number;
  /** for the next statement of a transaction */
  readonly idle: number;
}

/** Of migrations, seed and the operator's verbs. */
export const endless: Patience = { lock: 0, statement: 0, idle: 0 };
/** Of a server: its page has given up by then. */
export const serving: Patience = { lock: 20_000, statement: 60_000, idle: 30_000 };

/** `local`: until the transaction ends. */
const waiting = ({ lock, statement, idle }: Patience, local: boolean): string =>
  `select set_config(name, value, ${local}) from (values
    ('lock_timeout', '${lock}'), ('statement_timeout', '${statement}'), ('idle_in_transaction_session_timeout', '${idle}')
  ) as settings (name, value)`;

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

const makePool = (url: string, patience: Patience): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    // for a free one too
    connectionTimeoutMillis: 10_000,
    // not as parameters of the connection, which a pooler in between may refuse
    // the pool waits for the promise, which its types do not say
    onConnect: (client): unknown => client.query(waiting(patience, false)),
    types: {
      // counts and times fit into a number: 2^53 ms are 285,000 years
      getTypeParser: (oid, format) => (oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)),
    },
  });
  // a connection that breaks, idle or between two statements, must not end the process: the next query says so itself or opens another
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};

const retrying = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !passing.has(String(codeOf(error)))) throw error;
    }
  }
};

/** Opens PostgreSQL by its address and brings the tables up to date. Any number of processes may do so at the same time. */
export const openPostgres = async (url: string, patience: Patience = endless): Promise<Store> => {
  const pool = makePool(url, patience);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, async (trx) => {
      await sql.raw(waiting(endless, true)).execute(trx);
      await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(trx);
      await sql`create table if not exists rate_limits (key varchar(255) primary key, points integer not null default 0, expire bigint)`.execute(
        trx,
      );
    });
  } catch (error) {
    await db.destroy();
    throw error;
  }
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
