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

/** All that the database holds, as text. */
export const dump = async ({ db }: Store): Promise<string> => {
  const rows: unknown[] = [];
  for (const table of Object.keys(tables)) rows.push((await sql`select * from ${sql.table(table)}`.execute(db)).rows);
  return JSON.stringify(rows);
};
