import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import Database from 'libsql';
import {
  CompiledQuery,
  Kysely,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { makeGroups } from './group-commit.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './schema.ts';
import type { Store } from './store.ts';

/** Statements kept ready; a plain server has some 150. */
const preparedMax = 500;

/** Takes the write lock at once: a transaction that reads first and writes later would fail when another process writes between. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
  /** A full disk ends the transaction by itself: that there is none any more must not take the place of that error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch((error: unknown) => {
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error;
    });
  }
}

class Dialect extends SqliteDialect {
  readonly #database: SqliteDatabase;
  constructor(database: SqliteDatabase) {
    super({ database });
    this.#database = database;
  }
  override createDriver(): SqliteDriver {
    return new ImmediateDriver({ database: this.#database });
  }
}

/**
 * Reads the rows of a statement as lists, and puts the names to them here: libsql asks for each name anew in each row, which takes longer than all else.
 * Of a statement that answers one row at most it is asked for one, as it makes room for a hundred where more may come.
 */
const rowsOf = (statement: Database.Statement, sql: string): SqliteStatement['all'] => {
  const names = statement.columns().map(({ name }) => name);
  const read = statement.raw();
  const named = (list: unknown): Record<string, unknown> => {
    const values = list as readonly unknown[]; // what `raw` reads
    const row: Record<string, unknown> = {};
    names.forEach((name, at) => (row[name] = values[at]));
    return row;
  };
  if (!sql.endsWith(' limit 1')) return (parameters) => read.all(parameters).map(named);
  return (parameters) => {
    const values = read.get(parameters);
    return values === undefined ? [] : [named(values)];
  };
};

/** Keeps prepared statements: preparing costs as much as running a small query. Statements of the schema are made once and not kept. */
const withPrepared = (database: Database.Database): SqliteDatabase => {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const known = kept.get(sql);
      if (known !== undefined) return known;
      const statement = database.prepare(sql);
      const all = statement.reader ? rowsOf(statement, sql) : () => [];
      const made: SqliteStatement = {
        reader: statement.reader,
        all,
        run: (parameters) => statement.run(parameters),
        iterate: (parameters) => all(parameters).values(),
      };
      if (kept.size < preparedMax && /^\s*(select|insert|update|delete|with|begin|commit|savepoint|release|rollback)\b/i.test(sql))
        kept.set(sql, made);
      return made;
    },
  };
};

/** Opens (and makes, and brings up to date) the database in a file, or `:memory:`. One process writes; each commit is on the disk when it resolves. */
export const openSqlite = async (file: string): Promise<Store> => {
  const database = new Database(file);
  // else SQLite would open what it may only read, and each write would fail
  if (file !== ':memory:') await access(file, constants.W_OK);
  // 32 MB of pages at most: with the usual two, a search among 100,000 and their end read the same ones again and again
  for (const pragma of ['busy_timeout = 5000', 'cache_size = -32000', 'journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = OFF'])
    database.exec(`pragma ${pragma}`);
  const db = new Kysely<Tables>({ dialect: new Dialect(withPrepared(database)) });
  await migrate(db);
  database.exec('pragma foreign_keys = ON');
  return {
    kind: 'sqlite',
    db,
    transaction: makeGroups(db),
    limiter: (options) => new RateLimiterMemory(options),
    ping: async () => {
      await db.selectFrom('facts').select('name').limit(1).execute();
    },
    close: () => db.destroy(),
  };
};
