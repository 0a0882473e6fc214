import { sql, type Transaction } from 'kysely';
import type { Tables } from './schema.ts';
import { isPostgres } from './store.ts';

type Trx = Transaction<Tables>;
type Change = readonly [from: string, to: string];

/**
 * Makes a table of SQLite again by its own definition with these changes, since it cannot change a key; rows and indexes stay. Foreign keys
 * are off meanwhile (`sqlite.ts`): dropping the old one would take along what refers to it.
 */
const rebuild = async (trx: Trx, table: string, changes: readonly Change[], key?: string): Promise<void> => {
  const { rows } = await sql<{ sql: string }>`select sql from sqlite_master where tbl_name = ${table} and sql is not null
    order by type = 'table' desc`.execute(trx);
  const [definition = '', ...indexes] = rows.map((row) => row.sql);
  let next = definition;
  for (const [from, to] of [[`"${table}"`, `"next_${table}"`], ...changes] as const) {
    if (!next.includes(from)) throw new Error(`The table ${table} is not as it was made: it lacks ${from}.`);
    next = next.replace(from, to);
  }
  await sql.raw(key === undefined ? next : next.replace(/\)$/, `, primary key (${key}))`)).execute(trx);
  await sql`insert into ${sql.table(`next_${table}`)} select * from ${sql.table(table)}`.execute(trx);
  await trx.schema.dropTable(table).execute();
  await trx.schema.alterTable(`next_${table}`).renameTo(table).execute();
  for (const index of indexes) await sql.raw(index).execute(trx);
};

const onSqlite = async (trx: Trx): Promise<void> => {
  await rebuild(trx, 'sessions', [[' references "credentials" ("access_key") on delete cascade', '']]);
  await rebuild(trx, 'credentials', [['"access_key" text not null primary key', '"access_key" text not null']], 'workspace_id, access_key');
  await rebuild(trx, 'invitations', [['"hash" text not null primary key', '"hash" text not null']], 'workspace_id, hash');
  const event = [
    ['"id" text not null primary key', '"id" text not null'] as const,
    ['"workspace_id" text', '"workspace_id" text not null'] as const,
  ];
  await rebuild(trx, 'events', event, 'workspace_id, id');
  await rebuild(trx, 'workspaces', [['"personal_of" text unique', '"personal_of" text']]);
};

const onPostgres = async (trx: Trx): Promise<void> => {
  await sql`alter table sessions drop constraint sessions_access_key_fkey`.execute(trx);
  await sql`alter table credentials drop constraint credentials_pkey, add primary key (workspace_id, access_key)`.execute(trx);
  await sql`alter table invitations drop constraint invitations_pkey, add primary key (workspace_id, hash)`.execute(trx);
  await sql`alter table events drop constraint events_pkey, add primary key (workspace_id, id)`.execute(trx);
  await sql`alter table workspaces drop constraint workspaces_personal_of_key`.execute(trx);
};

/**
 * All that belongs to a workspace has its id in the primary key and in each unique index, so that an engine can keep a workspace in one place.
 * Access keys and hashes of links are found by plain indexes: they have 103 random bits and more, so they are unique without one.
 */
export const keyByWorkspace = async (trx: Trx): Promise<void> => {
  await trx.schema.alterTable('sessions').addColumn('key_workspace', 'text').execute();
  await sql`update sessions set key_workspace = (select workspace_id from credentials where credentials.access_key = sessions.access_key)
    where access_key is not null`.execute(trx);
  await sql`update events set workspace_id = '' where workspace_id is null`.execute(trx);
  await (isPostgres(trx) ? onPostgres : onSqlite)(trx);
  await trx.schema.dropIndex('sessions_by_key').execute();
  await trx.schema.createIndex('sessions_by_key').on('sessions').columns(['key_workspace', 'access_key']).execute();
  await trx.schema.createIndex('credentials_by_key').on('credentials').column('access_key').execute();
  await trx.schema.createIndex('invitations_by_hash').on('invitations').column('hash').execute();
  await trx.schema.createIndex('workspaces_by_person').on('workspaces').column('personal_of').execute();
};
