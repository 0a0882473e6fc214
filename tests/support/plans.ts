import { CompiledQuery, sql } from 'kysely';
import type { Db, Store } from '#server/store/store.ts';

/** The same database, and `hear` is told of each statement that is run in it outside of a transaction, prepared ones too. */
const listeningTo = (db: Db, hear: (statement: CompiledQuery) => void): Db => {
  const listening = db.withPlugin({ transformQuery: ({ node }) => node, transformResult: ({ result }) => Promise.resolve(result) });
  const executor = listening.getExecutor(); // of this one only
  const run = executor.executeQuery.bind(executor);
  executor.executeQuery = (statement) => {
    hear(statement);
    return run(statement);
  };
  return listening;
};

/** What the database would do for each statement of `work`, step by step: a text for each statement. */
export const plansOf = async ({ kind, db, transaction }: Store, work: (db: Db) => Promise<unknown>): Promise<string[]> => {
  const statements: CompiledQuery[] = [];
  await work(listeningTo(db, (statement) => void statements.push(statement)));
  return transaction(async (trx) => {
    // the tables of a test are so small that PostgreSQL would read them whole
    if (kind === 'postgres') await sql`set local enable_seqscan = off`.execute(trx);
    const plans: string[] = [];
    for (const { sql: text, parameters } of statements) {
      // with the semicolon no `limit 1` ends it, of which our SQLite takes the first row only
      const explain = `${kind === 'sqlite' ? 'explain query plan' : 'explain (costs off)'} ${text};`;
      const { rows } = await trx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(explain, [...parameters]));
      plans.push(rows.map((row) => String(row['detail'] ?? row['QUERY PLAN'])).join('\n'));
    }
    return plans;
  });
};
