import { sql } from 'kysely';
import { searchGrams } from '../rules/member-text.ts';
import type { Tables } from './schema.ts';
import { isPostgres, type Db } from './store.ts';

/** Those memberships which the index knows for a search: of its workspace, and some few that only look alike. SQLite, left to itself, would read the workspace instead. */
export const indexedFor = (db: Db, workspace: string, search: string) => {
  const { grams, last } = searchGrams(workspace, search);
  const hits = isPostgres(db)
    ? sql<Tables['memberships']>`(select * from memberships
        where member_grams(workspace_id, search_text) @@ ${[...grams, `${last}:*`].join(' & ')}::tsquery)`
    : sql<Tables['memberships']>`(select memberships.* from member_search
        cross join memberships indexed by memberships_by_number on memberships.number = member_search.rowid
        where member_search match ${[...grams, `${last}*`].join(' ')})`;
  return db.selectFrom(hits.as('memberships'));
};
