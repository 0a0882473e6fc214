import { sql, type Compilable, type CompiledQuery, type Expression } from 'kysely';
import { isPostgres, type Db } from './store.ts';

/** Stands in a statement where each run has a value of its own. */
class Gap {
  readonly name: PropertyKey;
  constructor(name: PropertyKey) {
    this.name = name;
  }
}

/** Names a value of the statement that is built. */
export type Given<Values> = <Name extends keyof Values>(name: Name) => Expression<Values[Name]>;

/**
 * A statement that is built once for each kind of database, and run with the values of each call: of a small read, Kysely's building costs more than
 * the database. So `build` must not look at anything that changes.
 */
export const prepared = <Values extends object, Row>(
  build: (db: Db, given: Given<Values>) => Compilable<Row>,
): ((db: Db, values: Values) => Promise<Row[]>) => {
  const built = new Map<boolean, CompiledQuery<Row>>();
  return async (db, values) => {
    const kind = isPostgres(db);
    const known = built.get(kind) ?? build(db, (name) => sql`${new Gap(name)}`).compile();
    built.set(kind, known);
    const { query, queryId, sql: text } = known;
    const parameters = known.parameters.map((value) => (value instanceof Gap ? values[value.name as keyof Values] : value)); // of `given`
    return (await db.executeQuery<Row>({ query, queryId, sql: text, parameters })).rows;
  };
};
