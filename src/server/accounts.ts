import { sql } from 'kysely';
import type { Role } from '#contract/index.ts';
import type { Db } from './store/store.ts';

/** Who somebody is, as far as a call needs it. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
}

/** The workspace of a call with the caller's place in it. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** ms; null: never */
  readonly lastActive: number | null;
}

/** A user's place in a workspace; without one, in the workspace that a log-in begins with: the personal one, else the first joined. */
export const findPlace = (db: Db, user: string, workspace: string | null): Promise<Place | undefined> => {
  const places = db
    .selectFrom('memberships')
    .innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
    .select(['workspaces.id', 'workspaces.name', 'memberships.role', 'memberships.last_active as lastActive'])
    .where('memberships.user_id', '=', user);
  if (workspace !== null) return places.where('memberships.workspace_id', '=', workspace).executeTakeFirst();
  return places
    .orderBy(sql`case when workspaces.personal_of = memberships.user_id then 0 else 1 end`)
    .orderBy('memberships.joined')
    .limit(1)
    .executeTakeFirst();
};
