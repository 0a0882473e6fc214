import { sql, type Kysely } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { migrate, migrations } from '#server/store/migrations.ts';
import type { Tables } from '#server/store/schema.ts';
import type { Store } from '#server/store/store.ts';
import { newDatabase, type Place } from '#tests/support/older-database.ts';

const isPostgres = process.env['TEST_STORE'] === 'postgres';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const newPlace = async (): Promise<Place> => {
  const place = await newDatabase();
  closing.push(place.drop);
  return place;
};

const opened = async ({ open }: Place): Promise<Store> => {
  const store = await open();
  closing.push(() => store.close());
  return store;
};

/** Before keys began with the workspace. */
const before = migrations.slice(0, 4);

/** Two workspaces with all that one can have, as the older program wrote it. */
const fillOlder = async (db: Kysely<Tables>): Promise<void> => {
  for (const who of ['a', 'b'])
    for (const statement of [
      sql`insert into users (id, email, name, role, created) values (${who}, ${who}, 'Ada', 'user', 1)`,
      sql`insert into preferences values (${who}, '{}')`,
      sql`insert into workspaces (id, name, personal_of, created, members) values (${`w${who}`}, 'Acme', ${who}, 1, 1)`,
      sql`insert into memberships (workspace_id, user_id, role, joined, search_text) values (${`w${who}`}, ${who}, 'owner', 1, ${`ada\n${who}@`})`,
      sql`insert into departures values (${`w${who}`}, ${who}, 1)`,
      sql`insert into usage_reporting (workspace_id, enabled) values (${`w${who}`}, 1)`,
      sql`insert into credentials (access_key, secret_hash, user_id, workspace_id, label, created) values (${`K${who}`}, 's', ${who}, ${`w${who}`}, 'ci', 2)`,
      sql`insert into sessions (id, user_id, access_key, created, expires, last_used) values (${`s${who}`}, ${who}, ${`K${who}`}, 1, 9, 1)`,
      sql`insert into sessions (id, user_id, access_key, created, expires, last_used) values (${`t${who}`}, ${who}, null, 1, 9, 1)`,
      sql`insert into invitations (hash, sealed, workspace_id, user_id, role, created, uses) values (${`h${who}`}, 'x', ${`w${who}`}, ${who}, 'admin', 1, 3)`,
      sql`insert into events (id, at, workspace_id, actor, action, address) values (${`e${who}`}, 1, ${`w${who}`}, ${who}, 'workspace.create', '::1')`,
      sql`insert into events (id, at, workspace_id, actor, action) values (${`f${who}`}, 1, null, ${who}, 'user.sign_up')`,
    ])
      await statement.execute(db);
};

const tables = [
  'users',
  'preferences',
  'workspaces',
  'memberships',
  'departures',
  'usage_reporting',
  'credentials',
  'sessions',
  'invitations',
  'events',
] as const;

const rowsOf = async (db: Kysely<Tables>): Promise<Record<string, Record<string, unknown>[]>> => {
  const all: Record<string, Record<string, unknown>[]> = {};
  for (const table of tables)
    all[table] = (await sql<Record<string, unknown>>`select * from ${sql.table(table)} order by 1, 2`.execute(db)).rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value]),
      ),
    );
  return all;
};

describe('a database from before keys began with the workspace', () => {
  test('keeps all that is in it', async () => {
    const place = await newPlace();
    const older = place.raw();
    await migrate(older, undefined, before);
    await fillOlder(older);
    const was = await rowsOf(older);
    await older.destroy();
    const { db } = await opened(place);
    const { sessions = [], events = [], credentials = [], ...rest } = was;
    const endless = { expires: null, read_only: 0, rotated_to: null, refused: 0, last_refused: null, last_refused_from: null };
    expect(await rowsOf(db)).toEqual({
      ...rest,
      credentials: credentials.map((row) => ({ ...row, ...endless })),
      sessions: sessions.map((row) => ({ ...row, key_workspace: row['access_key'] === null ? null : `w${String(row['user_id'])}` })),
      events: events.map((row) => ({ ...row, workspace_id: row['workspace_id'] ?? '' })),
    });
    if (!isPostgres) expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([]);
  });

  test('keeps its rules: what belongs to a member or workspace goes with it', async () => {
    const place = await newPlace();
    const older = place.raw();
    await migrate(older, undefined, before);
    await fillOlder(older);
    await older.destroy();
    const { db } = await opened(place);
    await expect(
      sql`insert into credentials (access_key, secret_hash, user_id, workspace_id, created) values ('X', 's', 'b', 'wa', 1)`.execute(db),
    ).rejects.toThrow(/foreign key/i);
    await db.deleteFrom('memberships').where('workspace_id', '=', 'wa').execute();
    await db.deleteFrom('users').where('id', '=', 'b').execute();
    const left = await rowsOf(db);
    expect(Object.fromEntries(tables.map((table) => [table, left[table]?.length]))).toEqual({
      ...Object.fromEntries(tables.map((table) => [table, 1])),
      memberships: 0,
      credentials: 0,
      sessions: 2,
      events: 4,
    });
  });
});

/** Names of the columns that an index, or a foreign key, consists of. */
const named = (table: string, numbers: string) => sql<
  string[]
>`array(select attname::text from unnest(${sql.raw(numbers)}::int2[]) with ordinality as part(number, place)
  join pg_attribute on attrelid = ${sql.raw(table)} and attnum = part.number order by place)`;

describe.runIf(isPostgres)('the catalogue of PostgreSQL', () => {
  /** The column by which a table could be kept in one place; undefined: a table of people or of the whole server. */
  const shardKey = (columns: readonly string[], table: string): string | undefined =>
    table === 'workspaces' ? 'id' : columns.includes('workspace_id') ? 'workspace_id' : undefined;

  const schema = async () => {
    const { db } = await opened(await newPlace());
    const columns = await sql<{ table: string; columns: string[] }>`select table_name as table, array_agg(column_name::text) as columns
      from information_schema.columns where table_schema = current_schema() group by 1`.execute(db);
    const unique = await sql<{ table: string; columns: string[]; primary: boolean }>`select relname as table, indisprimary as primary,
        ${named('indrelid', 'indkey')} as columns
      from pg_index join pg_class on pg_class.oid = indrelid
      where relnamespace = current_schema()::regnamespace and (indisunique or indisexclusion)`.execute(db);
    const references = await sql<{ table: string; target: string; columns: string[]; targets: string[] }>`select owner.relname as table,
        target.relname as target, ${named('conrelid', 'conkey')} as columns, ${named('confrelid', 'confkey')} as targets
      from pg_constraint join pg_class owner on owner.oid = conrelid join pg_class target on target.oid = confrelid
      where contype = 'f' and connamespace = current_schema()::regnamespace`.execute(db);
    const keys = new Map(columns.rows.map((row) => [row.table, shardKey(row.columns, row.table)]));
    return { keys, unique: unique.rows, references: references.rows };
  };

  test('says that all of a workspace has its id in the primary key and in each unique index', async () => {
    const { keys, unique } = await schema();
    const sharded = [...keys].filter(([, key]) => key !== undefined).map(([table]) => table);
    expect(sharded.toSorted()).toEqual([
      'credentials',
      'departures',
      'ended_credentials',
      'events',
      'invitations',
      'memberships',
      'usage_reporting',
      'workspaces',
    ]);
    expect(unique.filter(({ primary }) => primary).map(({ table }) => table)).toEqual(expect.arrayContaining(sharded));
    expect(unique.filter(({ table, columns }) => keys.get(table) !== undefined && !columns.includes(keys.get(table) ?? ''))).toEqual([]);
  });

  test('says that nothing refers to another workspace, and nothing from outside into one', async () => {
    const { keys, references } = await schema();
    expect(references.length).toBeGreaterThan(8);
    const across = references.filter(({ table, target, columns, targets }) => {
      const [from, to] = [keys.get(table), keys.get(target)];
      return to !== undefined && (from === undefined || columns.indexOf(from) !== targets.indexOf(to) || !columns.includes(from));
    });
    expect(across).toEqual([]);
  });
});
