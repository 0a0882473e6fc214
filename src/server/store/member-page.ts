import { sql, type RawBuilder } from 'kysely';
import type { Role } from '#contract/index.ts';
import type { MemberRow } from '../present-organization.ts';
import type { MemberOrder, PageEnd } from '../rules/member-cursor.ts';
import { searchPattern } from '../rules/member-text.ts';
import type { Db } from './store.ts';

interface Wanted {
  readonly workspace: string;
  readonly order: MemberOrder;
  readonly size: number;
  readonly search: string;
  readonly role: Role | null;
  readonly after: PageEnd | null;
}

/** Each is what an index is sorted by (`migration-members.ts`); who was never active comes first, as the least recent. */
const keys: Readonly<Record<'name' | 'joined' | 'last_active', RawBuilder<string | number>>> = {
  name: sql`memberships.sort_name`,
  joined: sql`memberships.joined`,
  last_active: sql`coalesce(memberships.last_active, 0)`,
};

/** A page of members in an order: those after `after`, and how to go on, or null at the end. */
export const memberPage = async (
  db: Db,
  { workspace, order, size, search, role, after }: Wanted,
): Promise<{ members: MemberRow[]; end: PageEnd | null }> => {
  const descending = order.startsWith('-');
  const direction = descending ? 'desc' : 'asc';
  const key = keys[order.replace('-', '') as keyof typeof keys]; // an order is a key, perhaps with a minus
  let found = db
    .selectFrom('memberships')
    .select(['memberships.user_id', 'memberships.role', 'memberships.joined', 'memberships.last_active', key.as('key')])
    .where('memberships.workspace_id', '=', workspace)
    .orderBy(key, direction)
    .orderBy('memberships.user_id', direction)
    .limit(size + 1);
  if (role !== null) found = found.where('memberships.role', '=', role);
  if (search !== '') found = found.where(sql<boolean>`memberships.search_text like ${searchPattern(search)} escape '\\'`);
  if (after !== null)
    found = found.where(sql<boolean>`(${key}, memberships.user_id) ${sql.raw(descending ? '<' : '>')} (${after.key}, ${after.user})`);
  const rows = await db
    .selectFrom(found.as('page'))
    .innerJoin('users', 'users.id', 'page.user_id')
    .select(['users.id', 'users.name', 'users.email', 'users.avatar', 'page.role', 'page.joined', 'page.last_active', 'page.key'])
    .select((row) =>
      row
        .selectFrom('credentials')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('credentials.workspace_id', '=', workspace)
        .whereRef('credentials.user_id', '=', 'page.user_id')
        .$asScalar()
        .$notNull()
        .as('credentials'),
    )
    .orderBy('page.key', direction)
    .orderBy('page.user_id', direction)
    .execute();
  const members = rows.slice(0, size);
  const last = members.at(-1);
  return { members, end: rows.length > size && last !== undefined ? { key: last.key, user: last.id } : null };
};
