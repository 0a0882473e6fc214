import { sql, type Expression, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Role } from '#contract/index.ts';
import type { MemberRow } from '../present-organization.ts';
import type { MemberOrder, PageEnd } from '../rules/member-cursor.ts';
import { searchPattern } from '../rules/member-text.ts';
import { indexedFor } from './member-search.ts';
import type { Tables } from './schema.ts';
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

/** How far a search looks. A member whom the index finds costs as much as ten to twenty who are read in order. */
const reach = {
  /** a search looks at so many members in their order before it asks the index */
  near: 5_000,
  /**
   * So many that the index knows are sorted at most. What more are called is met soon by reading on in order, unless all of them are at its
   * other end: then both are paid for.
   */
  most: 6_000,
};

const keyOf = (order: MemberOrder) => keys[order.replace('-', '') as keyof typeof keys]; // an order is a key, perhaps with a minus
const directionOf = (order: MemberOrder) => (order.startsWith('-') ? 'desc' : 'asc');

/** Who is in question, whatever they are called: all of it stands in an index. */
const those = (from: SelectQueryBuilder<Tables, 'memberships', unknown>, { workspace, order, role, after }: Wanted) => {
  const key = keyOf(order);
  let found = from
    .select(['memberships.user_id', 'memberships.search_text', key.as('key')])
    .where('memberships.workspace_id', '=', workspace);
  if (role !== null) found = found.where('memberships.role', '=', role);
  if (after !== null)
    found = found.where(
      sql<boolean>`(${key}, memberships.user_id) ${sql.raw(order.startsWith('-') ? '<' : '>')} (${after.key}, ${after.user})`,
    );
  return found;
};

/** The first of them in order. */
const first = (db: Db, wanted: Wanted, count: number) =>
  those(db.selectFrom('memberships'), wanted)
    .orderBy(keyOf(wanted.order), directionOf(wanted.order))
    .orderBy('memberships.user_id', directionOf(wanted.order))
    .limit(count);

const isCalled = (search: string) => sql<boolean>`search_text like ${searchPattern(search)} escape '\\'`;

interface Found {
  readonly user_id: string;
  readonly key: string | number;
}

/** The first of what was found, as the list shows them; one more than the page, where there are more. */
const drawn = (db: Db, { workspace, order, size }: Wanted, found: Expression<Found>) => {
  const page = db
    .with(
      (name) => name('found').materialized(),
      () => found,
    )
    .selectFrom('found')
    .select(['found.user_id', 'found.key'])
    .select((row) =>
      row
        .selectFrom('found')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .$asScalar()
        .$notNull()
        .as('found'),
    )
    .orderBy('found.key', directionOf(order))
    .orderBy('found.user_id', directionOf(order))
    .limit(size + 1)
    .as('page');
  return db
    .selectFrom(page)
    .crossJoin('memberships') // which SQLite joins as written, and not beginning with all of the workspace
    .crossJoin('users')
    .select([
      'users.id',
      'users.name',
      'users.email',
      'users.avatar',
      'users.disabled',
      'memberships.role',
      'memberships.joined',
      'memberships.last_active',
    ])
    .select(['page.key', 'page.found'])
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
    .where('memberships.workspace_id', '=', workspace)
    .whereRef('memberships.user_id', '=', 'page.user_id')
    .whereRef('users.id', '=', 'page.user_id')
    .orderBy('page.key', directionOf(order))
    .orderBy('page.user_id', directionOf(order))
    .execute();
};

/**
 * Those found by a search. What is frequent is near; what is rare, the index knows. Where it knows too many, the workspace is read to the
 * end of the page.
 */
const called = async (db: Db, wanted: Wanted, { near, most }: typeof reach) => {
  const { workspace, search, size } = wanted;
  const [nearest, isHit] = [first(db, wanted, near), isCalled(search)];
  const nearby = await drawn(db, wanted, db.selectFrom(nearest.as('near')).select(['near.user_id', 'near.key']).where(isHit));
  if (nearby.length > size) return nearby;
  const { count } = await db
    .selectFrom(nearest.as('near'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count < near) return nearby;
  const hits = those(indexedFor(db, workspace, search), wanted)
    .where(isHit)
    .limit(most);
  const rare = await drawn(db, wanted, hits);
  if (rare[0]?.found !== most) return rare;
  return drawn(db, wanted, first(db, wanted, size + 1).where(isHit));
};

/** A page of members in an order: those after `after`, and how to go on, or null at the end. */
export const memberPage = async (db: Db, wanted: Wanted, far = reach): Promise<{ members: MemberRow[]; end: PageEnd | null }> => {
  const { size } = wanted;
  const rows = wanted.search === '' ? await drawn(db, wanted, first(db, wanted, size + 1)) : await called(db, wanted, far);
  const members = rows.slice(0, size);
  const last = members.at(-1);
  return { members, end: rows.length > size && last !== undefined ? { key: last.key, user: last.id } : null };
};
