import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import Database from 'libsql';
import pg from 'pg';
import { openPostgres } from '#server/store/postgres.ts';
import type { Tables } from '#server/store/schema.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import type { Store } from '#server/store/store.ts';
import { newSchema } from './postgres.ts';

/** A new, empty database: SQLite in a file, or with `TEST_STORE=postgres` a schema of its own. */
export interface Place {
  /** as the driver finds it */
  readonly raw: () => Kysely<Tables>;
  /** as this program opens it */
  readonly open: () => Promise<Store>;
  readonly drop: () => Promise<void>;
}

export const newDatabase = async (): Promise<Place> => {
  if (process.env['TEST_STORE'] === 'postgres') {
    const { url, drop } = await newSchema();
    const pool = () => new pg.Pool({ connectionString: url });
    return { raw: () => new Kysely({ dialect: new PostgresDialect({ pool: pool() }) }), open: () => openPostgres(url), drop };
  }
  const folder = await mkdtemp(join(tmpdir(), 'migration-'));
  const file = join(folder, 'profile.db');
  return {
    raw: () => new Kysely({ dialect: new SqliteDialect({ database: new Database(file) }) }),
    open: () => openSqlite(file),
    drop: () => rm(folder, { recursive: true }),
  };
};
