import type { ExpressionBuilder } from 'kysely';
import { jsonArrayFrom as postgresArray } from 'kysely/helpers/postgres';
import { jsonArrayFrom as sqliteArray } from 'kysely/helpers/sqlite';
import { limits, type Role } from '#contract/index.ts';
import type { PersonRow, WorkspaceRow } from '../present-organization.ts';
import { personalTo } from '../accounts.ts';
import type { Tables } from './schema.ts';
import { isPostgres, type Db } from './store.ts';

type Workspace = ExpressionBuilder<Tables, 'workspaces'>;

/** Those of one role who joined first, from its index: reads as many as it answers. */
const ofRole = (workspace: Workspace, role: Role) =>
  workspace
    .selectFrom((from) =>
      from
        .selectFrom('memberships as people')
        .innerJoin('users', 'users.id', 'people.user_id')
        .select(['users.id', 'users.name', 'users.avatar', 'users.disabled', 'people.role', 'people.joined'])
        .whereRef('people.workspace_id', '=', 'workspaces.id')
        .where('people.role', '=', role)
        .orderBy('people.joined')
        .orderBy('people.user_id')
        .limit(limits.membersShown)
        .as(role),
    )
    .select(['id', 'name', 'avatar', 'disabled', 'role', 'joined']);

const rank: Record<Role, number> = { owner: 0, admin: 1, member: 2 };

type Person = PersonRow & { readonly joined: number };

/** SQLite answers JSON as the text that it is. */
const read = (people: readonly Person[] | string): readonly Person[] =>
  typeof people === 'string' ? (JSON.parse(people) as Person[]) : people; // of the rows selected above

/** The members drawn with a workspace: owners, then admins, then the others, 10 at most whatever its size. */
const firstPeople = (people: readonly Person[]): PersonRow[] =>
  people.toSorted((a, b) => rank[a.role] - rank[b.role] || a.joined - b.joined || (a.id < b.id ? -1 : 1)).slice(0, limits.membersShown);

/** The workspaces of a user, the personal one first, then by name; `only`: this one and no other. One statement, however many they are. */
export const workspacesOf = async (db: Db, user: string, only: string | null): Promise<WorkspaceRow[]> => {
  const arrayFrom = isPostgres(db) ? postgresArray : sqliteArray;
  const mine = db
    .selectFrom('memberships')
    .innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
    .select(['workspaces.id', 'workspaces.name', 'workspaces.personal_of', 'workspaces.created', 'workspaces.seats', 'workspaces.members'])
    .select('memberships.role')
    .select((workspace) =>
      arrayFrom(ofRole(workspace, 'owner').unionAll(ofRole(workspace, 'admin')).unionAll(ofRole(workspace, 'member'))).as('people'),
    )
    .where('memberships.user_id', '=', user);
  const rows = await (only === null ? mine : mine.where('workspaces.id', '=', only)).execute();
  return rows
    .map(({ personal_of, people, ...row }) => ({ ...row, personal: personalTo(user, personal_of), people: firstPeople(read(people)) }))
    .toSorted(
      (a, b) => Number(b.personal === 'own') - Number(a.personal === 'own') || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
    );
};
