import { sql, type Transaction } from 'kysely';
import type { Tables } from './schema.ts';
import { isPostgres } from './store.ts';

type Trx = Transaction<Tables>;

/**
 * The grams of a membership by the rule `searchGrams`, as SQLite makes them in a trigger: the keys of an array as long as the text are the
 * places in it, since a trigger may not count otherwise.
 */
const gramsOf = (row: 'new' | 'memberships') => {
  const [workspace, text] = [sql.ref(`${row}.workspace_id`), sql.ref(`${row}.search_text`)];
  return sql`(select group_concat(substr(${workspace}, 1, 3) || hex(substr(${text}, key + 1, 3)), ' ')
    from json_each('[0' || replace(hex(zeroblob(length(${text}) - 1)), '00', ',0') || ']'))`;
};

/** `number` is what the index knows a membership by: SQLite may give rows other ids when it compacts the file. */
const buildSqlite = async (trx: Trx): Promise<void> => {
  await sql`update memberships set number = rowid + (select coalesce(max(number), 0) from memberships) where number is null`.execute(trx);
  await sql`create unique index memberships_by_number on memberships (number)`.execute(trx);
  await sql`create virtual table member_search using fts5 (grams, tokenize = 'ascii', detail = none, content = '', contentless_delete = 1)`.execute(
    trx,
  );
  await sql`insert into member_search (rowid, grams) select number, ${gramsOf('memberships')} from memberships order by number`.execute(
    trx,
  );
  await sql`create trigger member_search_insert after insert on memberships begin
    update memberships set number = (select coalesce(max(number), 0) + 1 from memberships) where rowid = new.rowid;
    insert into member_search (rowid, grams) select number, ${gramsOf('memberships')} from memberships where rowid = new.rowid;
  end`.execute(trx);
  await sql`create trigger member_search_update after update of search_text on memberships begin
    update member_search set grams = ${gramsOf('new')} where rowid = new.number;
  end`.execute(trx);
  await sql`create trigger member_search_delete after delete on memberships begin
    delete from member_search where rowid = old.number;
  end`.execute(trx);
};

/** Makes the index that finds members by any part of their texts, of all that are there. The database keeps it up to date. */
export const buildSearch = (trx: Trx): Promise<unknown> =>
  isPostgres(trx)
    ? // without a list of pending entries, which each search would have to read
      sql`create index member_search on memberships using gin (member_grams(workspace_id, search_text)) with (fastupdate = off)`.execute(
        trx,
      )
    : buildSqlite(trx);

const dropSqlite = async (trx: Trx): Promise<void> => {
  for (const event of ['insert', 'update', 'delete']) await sql`drop trigger ${sql.ref(`member_search_${event}`)}`.execute(trx);
  await trx.schema.dropTable('member_search').execute();
  await trx.schema.dropIndex('memberships_by_number').execute();
};

/** Takes the index away, so that many rows can be written; `buildSearch` makes it again, in the same transaction. */
export const dropSearch = (trx: Trx): Promise<void> =>
  isPostgres(trx) ? trx.schema.dropIndex('member_search').execute() : dropSqlite(trx);

/** What the index needs beforehand: on SQLite a column, on PostgreSQL the grams of a membership as a function. */
export const addSearch = async (trx: Trx): Promise<void> => {
  await (isPostgres(trx)
    ? sql`create function member_grams(workspace text, line text) returns tsvector language sql immutable strict parallel safe as $$
        select array_to_tsvector(array(
          select left(workspace, 3) || encode(convert_to(substr(line, place, 3), 'UTF8'), 'hex') from generate_series(1, length(line)) place
        ))
      $$`.execute(trx)
    : trx.schema.alterTable('memberships').addColumn('number', 'integer').execute());
  await buildSearch(trx);
};
