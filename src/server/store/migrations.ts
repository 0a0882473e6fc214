import { sql, type ColumnDefinitionBuilder, type Kysely, type Transaction } from 'kysely';
import { required, zero } from './column-rules.ts';
import { endCredentials } from './migration-credentials.ts';
import { indexEvents } from './migration-events.ts';
import { indexLinks } from './migration-links.ts';
import { indexMembers } from './migration-members.ts';
import { addSearch } from './migration-search.ts';
import { keyByWorkspace } from './migration-shards.ts';
import type { Tables } from './schema.ts';
import { tooNew, versionOf } from './version.ts';

type Trx = Transaction<Tables>;

const primary = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder => column.notNull().primaryKey();
/** Gone with what it belongs to. */
const partOf = (target: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(target).onDelete('cascade');

const people = async (trx: Trx): Promise<void> => {
  await trx.schema
    .createTable('users')
    .addColumn('id', 'text', primary)
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', required)
    .addColumn('given_name', 'text')
    .addColumn('family_name', 'text')
    .addColumn('avatar', 'text')
    .addColumn('password_hash', 'text')
    .addColumn('role', 'text', required)
    .addColumn('created', 'bigint', required)
    .addColumn('disabled', 'integer', zero)
    .execute();
  await trx.schema.createIndex('users_by_name').on('users').columns(['name', 'id']).execute();
  await trx.schema
    .createTable('preferences')
    .addColumn('user_id', 'text', (column) => partOf('users.id')(column).primaryKey())
    .addColumn('body', 'text', required)
    .execute();
  await trx.schema
    .createTable('password_links')
    .addColumn('hash', 'text', primary)
    .addColumn('user_id', 'text', partOf('users.id'))
    .addColumn('expires', 'bigint', required)
    .execute();
  await trx.schema.createIndex('password_links_by_user').on('password_links').column('user_id').execute();
};

const workspaces = async (trx: Trx): Promise<void> => {
  await trx.schema
    .createTable('workspaces')
    .addColumn('id', 'text', primary)
    .addColumn('name', 'text', required)
    .addColumn('personal_of', 'text', (column) => column.unique().references('users.id').onDelete('cascade'))
    .addColumn('seats', 'integer')
    .addColumn('created', 'bigint', required)
    .addColumn('revision', 'bigint', zero)
    .execute();
  await trx.schema
    .createTable('memberships')
    .addColumn('workspace_id', 'text', partOf('workspaces.id'))
    .addColumn('user_id', 'text', partOf('users.id'))
    .addColumn('role', 'text', required)
    .addColumn('joined', 'bigint', required)
    .addColumn('last_active', 'bigint')
    .addPrimaryKeyConstraint('memberships_key', ['workspace_id', 'user_id'])
    .execute();
  await trx.schema.createIndex('memberships_by_user').on('memberships').column('user_id').execute();
  await trx.schema.createIndex('memberships_by_joined').on('memberships').columns(['workspace_id', 'joined', 'user_id']).execute();
  await trx.schema.createIndex('memberships_by_active').on('memberships').columns(['workspace_id', 'last_active', 'user_id']).execute();
  await trx.schema.createIndex('memberships_by_role').on('memberships').columns(['workspace_id', 'role', 'user_id']).execute();
  await trx.schema
    .createTable('departures')
    .addColumn('workspace_id', 'text', partOf('workspaces.id'))
    .addColumn('user_id', 'text', partOf('users.id'))
    .addColumn('at', 'bigint', required)
    .addPrimaryKeyConstraint('departures_key', ['workspace_id', 'user_id'])
    .execute();
  await trx.schema
    .createTable('invitations')
    .addColumn('hash', 'text', primary)
    .addColumn('sealed', 'text', required)
    .addColumn('workspace_id', 'text', partOf('workspaces.id'))
    .addColumn('user_id', 'text', partOf('users.id'))
    .addColumn('role', 'text', required)
    .addColumn('created', 'bigint', required)
    .addColumn('expires', 'bigint')
    .addColumn('max_uses', 'integer')
    .addColumn('uses', 'integer', zero)
    .addColumn('revoked', 'bigint')
    .addColumn('email', 'text')
    .addColumn('note', 'text')
    .execute();
  await trx.schema.createIndex('invitations_by_workspace').on('invitations').columns(['workspace_id', 'created']).execute();
  await trx.schema.createIndex('invitations_by_user').on('invitations').column('user_id').execute();
};

const access = async (trx: Trx): Promise<void> => {
  await trx.schema
    .createTable('credentials')
    .addColumn('access_key', 'text', primary)
    .addColumn('secret_hash', 'text', required)
    .addColumn('user_id', 'text', required)
    .addColumn('workspace_id', 'text', required)
    .addColumn('label', 'text')
    .addColumn('created', 'bigint', required)
    .addColumn('last_used', 'bigint')
    .addColumn('last_used_from', 'text')
    // a key needs its membership: without one it is gone, whatever code removed the member
    .addForeignKeyConstraint(
      'credentials_membership',
      ['workspace_id', 'user_id'],
      'memberships',
      ['workspace_id', 'user_id'],
      (constraint) => constraint.onDelete('cascade'),
    )
    .execute();
  await trx.schema.createIndex('credentials_by_member').on('credentials').columns(['workspace_id', 'user_id', 'created']).execute();
  await trx.schema.createIndex('credentials_by_user').on('credentials').columns(['user_id', 'created']).execute();
  await trx.schema
    .createTable('sessions')
    .addColumn('id', 'text', primary)
    .addColumn('user_id', 'text', partOf('users.id'))
    .addColumn('access_key', 'text', (column) => column.references('credentials.access_key').onDelete('cascade'))
    .addColumn('created', 'bigint', required)
    .addColumn('expires', 'bigint', required)
    .addColumn('last_used', 'bigint', required)
    .addColumn('last_used_from', 'text')
    .addColumn('user_agent', 'text')
    .execute();
  await trx.schema.createIndex('sessions_by_user').on('sessions').columns(['user_id', 'expires']).execute();
  await trx.schema.createIndex('sessions_by_key').on('sessions').column('access_key').execute();
};

const records = async (trx: Trx): Promise<void> => {
  await trx.schema
    .createTable('usage_reporting')
    .addColumn('workspace_id', 'text', (column) => partOf('workspaces.id')(column).primaryKey())
    .addColumn('enabled', 'integer', required)
    .addColumn('enabled_time', 'bigint')
    .addColumn('enabled_version', 'text')
    .addColumn('enabled_user', 'text')
    .addColumn('last_sent', 'bigint')
    .execute();
  await trx.schema
    .createTable('events')
    .addColumn('id', 'text', primary)
    .addColumn('at', 'bigint', required)
    .addColumn('workspace_id', 'text')
    .addColumn('actor', 'text', required)
    .addColumn('action', 'text', required)
    .addColumn('target', 'text')
    .addColumn('detail', 'text')
    .execute();
  await trx.schema.createIndex('events_by_workspace').on('events').columns(['workspace_id', 'at', 'id']).execute();
  await trx.schema.createTable('facts').addColumn('name', 'text', primary).addColumn('value', 'text', required).execute();
};

/** In order; one that was published is never changed, only followed by another. */
export const migrations: readonly ((trx: Trx) => Promise<void>)[] = [
  async (trx) => {
    await people(trx);
    await workspaces(trx);
    await access(trx);
    await records(trx);
  },
  indexMembers,
  indexEvents,
  addSearch,
  keyByWorkspace,
  indexLinks,
  endCredentials,
  // members are found by one sigma, wherever it stands in a word
  async (trx) => {
    const one = (column: string) => sql`replace(${sql.ref(column)}, 'ς', 'σ')`;
    await sql`update memberships set search_text = ${one('search_text')}, sort_name = ${one('sort_name')} where search_text like '%ς%'`.execute(
      trx,
    );
  },
];

/**
 * Brings the tables up to date, in one transaction; `lock` keeps a second process from doing the same at the same time.
 * Throws where the database was made by a newer version of this program.
 */
export const migrate = (
  db: Kysely<Tables>,
  lock: (trx: Trx) => Promise<unknown> = () => Promise.resolve(),
  steps = migrations,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await lock(trx);
    await sql`create table if not exists schema_version (version integer not null)`.execute(trx);
    const version = await versionOf(trx);
    if (version === steps.length) return;
    const why = tooNew(version, steps.length);
    if (why !== null) throw new Error(why);
    for (const step of steps.slice(version)) await step(trx);
    await sql`delete from schema_version`.execute(trx);
    await sql`insert into schema_version (version) values (${steps.length})`.execute(trx);
  });
