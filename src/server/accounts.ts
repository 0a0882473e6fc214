import { sql, type Expression } from 'kysely';
import type { Personal, Role } from '#contract/index.ts';
import { userColumns, type UserRow } from './present-user.ts';
import { prepared, type Given } from './store/prepared.ts';
import type { Db } from './store/store.ts';

/** Who somebody is, as far as a call needs it. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
}

/** The columns of an account that somebody proves to have. */
export const accountColumns = [...userColumns.map((column) => `users.${column}` as const), 'users.disabled'] as const;

/** The account in a row that has more. */
export const accountOf = ({ id, email, name, given_name, family_name, avatar, role, created }: UserRow): UserRow => ({
  id,
  email,
  name,
  given_name,
  family_name,
  avatar,
  role,
  created,
});

/** The workspace of a call with the caller's place in it. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly personal: Personal;
  /** ms; null: never */
  readonly lastActive: number | null;
}

/** How a user stands to the personal workspace of `personalOf`, or of nobody. */
export const personalTo = (user: string, personalOf: string | null): Personal =>
  personalOf === null ? 'no' : personalOf === user ? 'own' : 'others';

/** The columns of a place, named so that they stand beside an account's. */
export const placeColumns = [
  'workspaces.id as place_id',
  'workspaces.name as place_name',
  'workspaces.personal_of',
  'memberships.role as place_role',
  'memberships.last_active',
] as const;

/** A user's place in a row of `placeColumns`; undefined where there is none. */
export const placeOf = (
  user: string,
  row:
    | {
        readonly place_id: string | null;
        readonly place_name: string | null;
        readonly personal_of: string | null;
        readonly place_role: Role | null;
        readonly last_active: number | null;
      }
    | undefined,
): Place | undefined => {
  if (row === undefined || row.place_id === null || row.place_name === null || row.place_role === null) return undefined;
  const { place_id: id, place_name: name, place_role: role, personal_of, last_active: lastActive } = row;
  return { id, name, role, personal: personalTo(user, personal_of), lastActive };
};

/** The workspace that a log-in begins with: the personal one, else the first joined. */
export const firstWorkspace = (db: Db, user: Expression<string>) =>
  db
    .selectFrom('memberships as own')
    .innerJoin('workspaces as begun', 'begun.id', 'own.workspace_id')
    .select('own.workspace_id')
    .where('own.user_id', '=', user)
    .orderBy(sql`case when begun.personal_of = own.user_id then 0 else 1 end`)
    .orderBy('own.joined')
    .limit(1);

const places = prepared((db, given: Given<{ user: string; workspace: string | null }>) =>
  db
    .selectFrom('memberships')
    .innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
    .select(placeColumns)
    .where('memberships.user_id', '=', given('user'))
    .where('memberships.workspace_id', '=', (row) => row.fn.coalesce(given('workspace'), firstWorkspace(db, given('user')))),
);

/** A user's place in a workspace; without one, in the workspace that a log-in begins with. */
export const findPlace = async (db: Db, user: string, workspace: string | null): Promise<Place | undefined> =>
  placeOf(user, (await places(db, { user, workspace }))[0]);
