import { CompiledQuery, sql, type KyselyPlugin, type QueryId, type RootOperationNode } from 'kysely';
import type { Db, Store } from '#server/store/store.ts';

/** What the database would do for each statement of `work`, step by step: a text for each statement. */
export const plansOf = async ({ kind, db, transaction }: Store, work: (db: Db) => Promise<unknown>): Promise<string[]> => {
  const nodes = new WeakMap<QueryId, RootOperationNode>();
  const seen: { readonly node: RootOperationNode; readonly id: QueryId }[] = [];
  const listener: KyselyPlugin = {
    // of parts of a statement too
    transformQuery: ({ node, queryId }) => {
      nodes.set(queryId, node);
      return node;
    },
    transformResult: ({ result, queryId }) => {
      const node = nodes.get(queryId);
      if (node !== undefined) seen.push({ node, id: queryId });
      return Promise.resolve(result);
    },
  };
  await work(db.withPlugin(listener));
  const compiled = seen.map(({ node, id }) => db.getExecutor().compileQuery(node, id));
  return transaction(async (trx) => {
    // the tables of a test are so small that PostgreSQL would read them whole
    if (kind === 'postgres') await sql`set local enable_seqscan = off`.execute(trx);
    const plans: string[] = [];
    for (const { sql: text, parameters } of compiled) {
      const explain = `${kind === 'sqlite' ? 'explain query plan' : 'explain (costs off)'} ${text}`;
      const { rows } = await trx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(explain, [...parameters]));
      plans.push(rows.map((row) => String(row['detail'] ?? row['QUERY PLAN'])).join('\n'));
    }
    return plans;
  });
};
