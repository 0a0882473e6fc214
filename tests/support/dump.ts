import { sql } from 'kysely';
import type { Tables } from '#server/store/schema.ts';
import type { Store } from '#server/store/store.ts';

const tables: Record<keyof Tables, true> = {
  users: true,
  preferences: true,
  workspaces: true,
  memberships: true,
  departures: true,
  credentials: true,
  ended_credentials: true,
  sessions: true,
  invitations: true,
  password_links: true,
  usage_reporting: true,
  events: true,
  facts: true,
};

/** The rows of each table; those that refer to others come later. */
export type Rows = readonly (readonly [keyof Tables, readonly Record<string, unknown>[]])[];

/** All that the database holds. */
export const readRows = async ({ db }: Store): Promise<Rows> => {
  const all: [keyof Tables, Record<string, unknown>[]][] = [];
  for (const table of Object.keys(tables) as (keyof Tables)[])
    // keys of the object above
    all.push([table, (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db)).rows]);
  return all;
};

/** All that the database holds, as text. */
export const dump = async (store: Store): Promise<string> => JSON.stringify((await readRows(store)).map(([, rows]) => rows));
