import type { organization, Role } from '#contract/index.ts';
import { findPlace } from './accounts.ts';
import { Failure } from './failure.ts';
import type { Context } from './handler.ts';
import type { Settings } from './settings.ts';
import type { Db } from './store/store.ts';

type Action = organization.Action;

/** Who may do what in a workspace. */
const byRole: Readonly<Record<Role, readonly Action[]>> = {
  owner: ['invite', 'remove_member', 'set_role', 'rename', 'delete', 'leave', 'create_credentials', 'see_events'],
  admin: ['invite', 'remove_member', 'leave', 'create_credentials', 'see_events'],
  member: ['leave', 'create_credentials'],
};

/** Only where there are several workspaces. */
const hostedOnly: ReadonlySet<Action> = new Set(['invite', 'leave', 'delete']);
/** Not in one's own personal workspace: it lasts as long as the account. */
const notPersonal: ReadonlySet<Action> = new Set(['leave', 'delete']);

/** What a role may do in a workspace; the page is sent the same answer. `personal`: it is the caller's own personal workspace. */
export const allowedActions = (
  role: Role,
  { personal, deployment }: { readonly personal: boolean; readonly deployment: Settings['deployment'] },
): Action[] =>
  byRole[role].filter((action) => (deployment === 'hosted' || !hostedOnly.has(action)) && !(personal && notPersonal.has(action)));

/** Whose invitations count: one made by somebody else is as good as revoked. */
export const invitingRoles = (['owner', 'admin', 'member'] as const).filter((role) => byRole[role].includes('invite'));

/** Throws 403/20 unless the caller may do this in the workspace of the call. */
export const requireAction = ({ caller, settings }: Pick<Context, 'caller' | 'settings'>, action: Action): void => {
  const { role } = caller.workspace;
  if (!allowedActions(role, { personal: false, deployment: settings.deployment }).includes(action))
    throw new Failure('not_permitted', { detail: `: role=${role}, action=${action}` });
};

/**
 * The same once the workspace is locked: the caller may have left, or lost the role, since the call began.
 * Throws 400/10 for who is no member any more.
 */
export const requireStill = async (trx: Db, { caller, settings }: Context, action: Action): Promise<void> => {
  const place = await findPlace(trx, caller.user.id, caller.workspace.id);
  if (place === undefined) throw new Failure('unknown_workspace');
  requireAction({ caller: { ...caller, workspace: place }, settings }, action);
};
