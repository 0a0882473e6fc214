import type { Transaction } from 'kysely';
import { endWorkspace } from './end-workspace.ts';
import { Failure } from './failure.ts';
import type { Context } from './handler.ts';
import { judgeLeaving } from './rules/last-owner.ts';
import { recordEvent } from './store/events.ts';
import { removeMember, staysOwned } from './store/members.ts';
import type { Tables } from './store/schema.ts';
import { lockWorkspacesOf } from './store/store.ts';

type Trx = Transaction<Tables>;

const placesOf = (trx: Trx, user: string) =>
  trx
    .selectFrom('memberships')
    .innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
    .select(['workspaces.id', 'workspaces.name', 'workspaces.members', 'workspaces.personal_of', 'memberships.role'])
    .where('memberships.user_id', '=', user)
    .orderBy('workspaces.id')
    .execute();

type Place = Awaited<ReturnType<typeof placesOf>>[number];

/** Holds the account and all its workspaces, in one order for everybody, until the transaction ends. Answers its places as they are then. */
const hold = async (trx: Trx, user: string): Promise<Place[]> => {
  // by its key: meanwhile nothing new can refer to it, such as the membership of a join under way
  await trx.updateTable('users').set({ email: user }).where('id', '=', user).execute();
  await lockWorkspacesOf(trx, user);
  return placesOf(trx, user);
};

/** Throws 400/1020 with the workspaces where other members would be left without an owner. */
const requireOtherOwners = async (trx: Trx, user: string, places: readonly Place[]): Promise<void> => {
  const workspaces: { readonly id: string; readonly name: string }[] = [];
  for (const { id, name, members, role } of places) {
    const otherOwners = await staysOwned(trx, id, user);
    const verdict = judgeLeaving({ role, others: members > 1, otherOwners, heir: 'nobody' });
    if (verdict === 'last_owner') workspaces.push({ id, name });
  }
  if (workspaces.length > 0) throw new Failure('last_owner', { data: { workspaces } });
};

/** Takes somebody out of a workspace for good. Nobody's any more, it goes, except the only one of a server; a personal one of several becomes one like any other. */
const depart = async (trx: Trx, context: Context, { id: workspace, members, personal_of }: Place): Promise<void> => {
  const { caller, clock, settings } = context;
  const { id: user } = caller.user;
  if (members === 1 && settings.deployment === 'hosted') {
    return endWorkspace(trx, context, workspace);
  }
  const revoked = await removeMember(trx, workspace, user, clock());
  if (personal_of === user) await trx.updateTable('workspaces').set({ personal_of: null }).where('id', '=', workspace).execute();
  const detail = { ...revoked, account_deleted: true };
  await recordEvent(trx, context, { workspace, actor: user, action: 'member.leave', target: user, detail });
};

/** Ends the caller's account with all that is theirs alone; what they did in other workspaces stays in the events, under an id without a name. */
export const endAccount = async (trx: Trx, context: Context): Promise<void> => {
  const { id: user } = context.caller.user;
  const places = await hold(trx, user);
  await requireOtherOwners(trx, user, places);
  for (const place of places) await depart(trx, context, place);
  await recordEvent(trx, context, { workspace: null, actor: user, action: 'user.delete', target: user });
  await trx.deleteFrom('users').where('id', '=', user).execute();
};
