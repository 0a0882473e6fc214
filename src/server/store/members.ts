import type { ExpressionBuilder, Transaction } from 'kysely';
import type { Role } from '#contract/index.ts';
import { memberText } from '../rules/member-text.ts';
import { endKeys } from './ended-credentials.ts';
import { isLive } from './invitations.ts';
import type { Tables } from './schema.ts';
import type { Db } from './store.ts';

type Trx = Transaction<Tables>;

/** Counts a member in or out; this holds the workspace as `lockWorkspace` does. */
const count = async (trx: Trx, workspace: string, change: 1 | -1): Promise<void> => {
  await trx
    .updateTable('workspaces')
    .set((row) => ({ members: row('members', '+', change) }))
    .where('id', '=', workspace)
    .execute();
};

interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

interface Entry {
  readonly role: Role;
  /** ms */
  readonly joined: number;
}

/** The row of a membership; who inserts it counts it too. */
export const membership = (workspace: string, user: Person, entry: Entry) => ({
  workspace_id: workspace,
  user_id: user.id,
  ...entry,
  ...memberText(user),
});

/**
 * Adds a member under the name that they have now; nothing happens where they are one. Whether there is a seat, the caller decided, holding
 * the workspace; and the account, so that no new name is missed.
 */
export const addMember = async (trx: Trx, workspace: string, user: string, entry: Entry): Promise<void> => {
  const person = await trx.selectFrom('users').select(['id', 'name', 'email']).where('id', '=', user).executeTakeFirstOrThrow();
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('memberships')
    .values(membership(workspace, person, entry))
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 1n) await count(trx, workspace, 1);
};

/** Ends the open invitations that somebody made, in one workspace or in all, for good: they do not come back with their maker. Answers how many. `at` in ms. */
export const revokeInvitationsBy = async (
  trx: Db,
  { workspace, user, at }: { readonly workspace?: string; readonly user: string; readonly at: number },
): Promise<number> => {
  let made = trx
    .updateTable('invitations')
    .set({ revoked: at })
    .where('user_id', '=', user)
    .where((row) => isLive(row, at));
  if (workspace !== undefined) made = made.where('workspace_id', '=', workspace);
  return Number((await made.executeTakeFirstOrThrow()).numUpdatedRows);
};

/** How many keys and open invitations of a member ended, as an event's detail says it. */
interface Revoked {
  readonly revoked_credentials: number;
  readonly revoked_invitations: number;
}

/** Removes a member with their keys there, the tokens minted from those and their open invitations. Answers how many. `at` in ms. */
export const removeMember = async (trx: Trx, workspace: string, user: string, at: number): Promise<Revoked> => {
  const links = await revokeInvitationsBy(trx, { workspace, user, at });
  const keys = (await endKeys(trx, { workspace, user, at })).length;
  const { numDeletedRows: members } = await trx
    .deleteFrom('memberships')
    .where('workspace_id', '=', workspace)
    .where('user_id', '=', user)
    .executeTakeFirstOrThrow();
  if (members === 1n) await count(trx, workspace, -1);
  await trx
    .insertInto('departures')
    .values({ workspace_id: workspace, user_id: user, at })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet({ at }))
    .execute();
  return { revoked_credentials: keys, revoked_invitations: links };
};

/** The members who can act, as an owner has to: those whose account is not disabled. */
const acting = (db: Db, workspace: string) =>
  db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select('memberships.user_id')
    .where('memberships.workspace_id', '=', workspace)
    .where('users.disabled', '=', 0);

/**
 * Gives a member another role; that an owner stays, the caller decided, holding the workspace. Answers false, and nothing happens, where they
 * are no member, or would be an owner who cannot act.
 */
export const setRole = async (trx: Trx, workspace: string, user: string, role: Role): Promise<boolean> => {
  const given = trx.updateTable('memberships').set({ role }).where('workspace_id', '=', workspace).where('user_id', '=', user);
  const able = (row: ExpressionBuilder<Tables, 'memberships'>) => row.exists(acting(trx, workspace).where('users.id', '=', user));
  const { numUpdatedRows } = await (role === 'owner' ? given.where(able) : given).executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
};

/** Lists a user under a new name, in every workspace. */
export const renameMember = async (
  trx: Trx,
  user: { readonly id: string; readonly name: string; readonly email: string },
): Promise<void> => {
  await trx.updateTable('memberships').set(memberText(user)).where('user_id', '=', user.id).execute();
};

/** A user's role in a workspace, or undefined where they are no member. */
export const roleOf = async (db: Db, workspace: string, user: string): Promise<Role | undefined> => {
  const row = await db
    .selectFrom('memberships')
    .select('role')
    .where('workspace_id', '=', workspace)
    .where('user_id', '=', user)
    .executeTakeFirst();
  return row?.role;
};

/** A member's role, and whether the workspace is their personal one. */
export interface Membership {
  readonly role: Role;
  readonly isPersonal: boolean;
}

/** How a user stands to a workspace, or undefined where they are no member. */
export const memberOf = async (db: Db, workspace: string, user: string): Promise<Membership | undefined> => {
  const row = await db
    .selectFrom('memberships')
    .innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
    .select(['memberships.role', 'workspaces.personal_of'])
    .where('memberships.workspace_id', '=', workspace)
    .where('memberships.user_id', '=', user)
    .executeTakeFirst();
  return row && { role: row.role, isPersonal: row.personal_of === user };
};

/** Whether a workspace has an owner beside this user, one who can act. */
export const hasOtherOwner = async (db: Db, workspace: string, user: string): Promise<boolean> => {
  const others = acting(db, workspace).where('memberships.role', '=', 'owner').where('memberships.user_id', '!=', user);
  return (await others.limit(1).executeTakeFirst()) !== undefined;
};

/**
 * Whether a workspace has an owner when this user leaves it: another one who can act, or whoever's personal one it is, with whom it stays even while
 * their account is disabled.
 */
export const staysOwned = async (db: Db, workspace: string, user: string): Promise<boolean> => {
  const host = db
    .selectFrom('workspaces')
    .innerJoin('memberships', (join) =>
      join.onRef('memberships.workspace_id', '=', 'workspaces.id').onRef('memberships.user_id', '=', 'workspaces.personal_of'),
    )
    .select('workspaces.id')
    .where('workspaces.id', '=', workspace)
    .where('personal_of', '!=', user)
    .where('role', '=', 'owner');
  return (await host.executeTakeFirst()) !== undefined || hasOtherOwner(db, workspace, user);
};
