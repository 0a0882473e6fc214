import { sql, type Transaction } from 'kysely';
import { memberText } from '../rules/member-text.ts';
import type { Tables } from './schema.ts';

type Trx = Transaction<Tables>;

/** Sorted by each order, in the whole workspace and in one role; what a search looks at stands in the index too. */
const orders = { name: sql`sort_name`, joined: sql`joined`, active: sql`coalesce(last_active, 0)` };

/** Makes the indexes of the orders, of all members that are there. */
export const buildOrders = async (trx: Trx): Promise<void> => {
  for (const [name, order] of Object.entries(orders)) {
    await sql`create index ${sql.ref(`members_by_${name}`)} on memberships (workspace_id, ${order}, user_id, search_text)`.execute(trx);
    await sql`create index ${sql.ref(`members_by_role_${name}`)} on memberships (workspace_id, role, ${order}, user_id, search_text)`.execute(
      trx,
    );
  }
};

/** Takes them away, so that many rows can be written; `buildOrders` makes them again, in the same transaction. */
export const dropOrders = async (trx: Trx): Promise<void> => {
  for (const name of Object.keys(orders))
    for (const index of [`members_by_${name}`, `members_by_role_${name}`]) await trx.schema.dropIndex(index).execute();
};

const fill = async (trx: Trx): Promise<void> => {
  const members = await trx
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['user_id', 'name', 'email'])
    .distinct()
    .execute();
  for (const { user_id, ...person } of members)
    await trx.updateTable('memberships').set(memberText(person)).where('user_id', '=', user_id).execute();
  await sql`update workspaces set members = (select count(*) from memberships where workspace_id = workspaces.id)`.execute(trx);
};

/** Lists of 100,000 members: their number counted as they come and go, an index for each order, and a text to search. */
export const indexMembers = async (trx: Trx): Promise<void> => {
  await trx.schema
    .alterTable('workspaces')
    .addColumn('members', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  for (const column of ['sort_name', 'search_text'])
    await trx.schema
      .alterTable('memberships')
      .addColumn(column, 'text', (added) => added.notNull().defaultTo(''))
      .execute();
  await fill(trx);
  for (const name of ['memberships_by_joined', 'memberships_by_active', 'memberships_by_role']) await trx.schema.dropIndex(name).execute();
  await buildOrders(trx);
};
