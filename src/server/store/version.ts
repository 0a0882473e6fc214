import { sql, type Kysely, type Transaction } from 'kysely';
import type { Tables } from './schema.ts';

/** Which version the tables are of: how many migrations made them. The table that says so has to be there. */
export const versionOf = async (db: Kysely<Tables> | Transaction<Tables>): Promise<number> => {
  const { rows } = await sql<{ version: number }>`select version from schema_version`.execute(db);
  return rows[0]?.version ?? 0;
};

/** Why a program that knows so many migrations may not work on tables of a version; null where it may. */
export const tooNew = (version: number, known: number): string | null =>
  version <= known ? null : `a newer version of this program has changed its tables (to ${version}; this one knows ${known})`;
