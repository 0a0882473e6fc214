import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { makesUseless } from './lost.ts';

/** How long (ms) somebody waits for PostgreSQL before it is broken off, so that nothing is held for ever; 0: without end. */
export interface Patience {
  /** for a connection, a free one too */
  readonly connection: number;
  /** for a row or table that somebody else holds */
  readonly lock: number;
  /** for a statement, the time for locks included */
  readonly statement: number;
  /** for any answer: past `statement` the network took it, or the whole machine is gone */
  readonly answer: number;
  /** for the next statement of a transaction */
  readonly idle: number;
}

/** Of migrations, seed and the operator's verbs. */
export const endless: Patience = { connection: 10_000, lock: 0, statement: 0, answer: 0, idle: 0 };
/** Of a server: its page has given up by then. */
export const serving: Patience = { connection: 10_000, lock: 20_000, statement: 60_000, answer: 70_000, idle: 30_000 };

const waiting = ({ lock, statement, idle }: Patience): string =>
  `select set_config(name, value, false) from (values
    ('lock_timeout', '${lock}'), ('statement_timeout', '${statement}'), ('idle_in_transaction_session_timeout', '${idle}')
  ) as settings (name, value)`;

/** Up to ten connections to an address, which is looked up anew for each. */
export const makePool = (url: string, patience: Patience): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: patience.connection,
    query_timeout: patience.answer,
    // not as parameters of the connection, which a pooler in between may refuse
    // the pool waits for the promise, which its types do not say
    onConnect: (client): unknown => client.query(waiting(patience)),
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

/** The pool to Kysely, which gives back each connection: one that turned out to be useless is closed, and asked nothing more until then. */
export const dropUseless = (pool: pg.Pool): PostgresPool => ({
  connect: async () => {
    const client = await pool.connect();
    let useless: Error | undefined;
    const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
      if (useless !== undefined) throw useless;
      try {
        return await client.query(text, [...values]);
      } catch (error) {
        if (makesUseless(error)) useless = error;
        throw error;
      }
    };
    // Kysely has no cursor here, so it asks by text and values only
    return { query: query as PostgresPoolClient['query'], release: () => client.release(useless) };
  },
  end: () => pool.end(),
});
