import { sql, type RawBuilder } from 'kysely';
import { userColumns } from '../present-user.ts';
import type { Db } from './store.ts';

/** What a list of members can be sorted by; names as they are kept for sorting. */
const keys: ReadonlyMap<string, RawBuilder<unknown>> = new Map([
  ['id', sql`memberships.user_id`],
  ['name', sql`memberships.sort_name`],
  ['given_name', sql`coalesce(users.given_name, '')`],
  ['family_name', sql`coalesce(users.family_name, '')`],
  ['created', sql`users.created`],
]);

export interface Listed {
  readonly workspace: string;
  /** none: all */
  readonly ids: readonly string[];
  /** part of the name; '': any */
  readonly name: string;
  /** names of fields, perhaps with `-` in front; others are ignored */
  readonly order: readonly string[];
  readonly page: number;
  readonly size: number;
}

/** A page of the members of a workspace; who came first comes first, unless an order is asked for. */
export const directory = ({ workspace, ids, name, order, page, size }: Listed, db: Db) => {
  let found = db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(userColumns.map((column) => `users.${column}` as const))
    .where('memberships.workspace_id', '=', workspace);
  if (ids.length > 0) found = found.where('users.id', 'in', ids);
  // whether it is in there, in words of both databases, and case counts
  if (name !== '') found = found.where(sql<boolean>`replace(users.name, ${name}, '') <> users.name`);
  for (const field of order) {
    const key = keys.get(field.replace(/^-/, ''));
    if (key !== undefined) found = found.orderBy(key, field.startsWith('-') ? 'desc' : 'asc');
  }
  if (order.length === 0) found = found.orderBy('memberships.joined');
  return (
    found
      // in the direction of what stands before it: so an index is sorted
      .orderBy('memberships.user_id', order.at(-1)?.startsWith('-') === true ? 'desc' : 'asc')
      .limit(size)
      .offset(page * size)
      .execute()
  );
};
