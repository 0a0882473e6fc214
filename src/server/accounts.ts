import { sql, type Expression } from 'kysely';
import type { Personal, Role } from '#contract/index.ts';
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
export const accountColumns = ['users.id', 'users.name', 'users.email', 'users.role', 'users.disabled'] as const;

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

const places = (db: Db, user: Expression<string>) =>
  db
    .selectFrom('memberships')
    .innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
    .select(['workspaces.id', 'workspaces.name', 'workspaces.personal_of', 'memberships.role', 'memberships.last_active as lastActive'])
    .where('memberships.user_id', '=', user);

const placeIn = prepared((db, given: Given<{ user: string; workspace: string }>) =>
  places(db, given('user')).where('memberships.workspace_id', '=', given('workspace')),
);

const firstPlace = prepared((db, given: Given<{ user: string }>) =>
  places(db, given('user'))
    .orderBy(sql`case when workspaces.personal_of = memberships.user_id then 0 else 1 end`)
    .orderBy('memberships.joined')
    .limit(sql.lit(1)),
);

/** A user's place in a workspace; without one, in the workspace that a log-in begins with: the personal one, else the first joined. */
export const findPlace = async (db: Db, user: string, workspace: string | null): Promise<Place | undefined> => {
  const [row] = await (workspace === null ? firstPlace(db, { user }) : placeIn(db, { user, workspace }));
  if (row === undefined) return undefined;
  const { personal_of, ...place } = row;
  return { ...place, personal: personalTo(user, personal_of) };
};
