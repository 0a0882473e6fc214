import { allowedActions, manages, type organization } from '#contract/index.ts';
import { findPlace } from './accounts.ts';
import { Failure } from './failure.ts';
import type { Context } from './handler.ts';
import { memberOf, type Membership } from './store/members.ts';
import type { Db } from './store/store.ts';

/** Throws 403/20 unless the caller may do this in the workspace of the call, or 400/1021 where it is the workspace that does not allow it. */
export const requireAction = ({ caller, settings }: Pick<Context, 'caller' | 'settings'>, action: organization.Action): void => {
  const { role, personal } = caller.workspace;
  const { deployment } = settings;
  if (allowedActions(role, { personal, deployment }).includes(action)) return;
  if (allowedActions(role, { personal: 'no', deployment }).includes(action)) throw new Failure('personal_workspace');
  throw new Failure('not_permitted', { detail: `: role=${role}, action=${action}` });
};

/**
 * The same once the workspace is locked: the caller may have left, or lost the role, since the call began. Answers the context as it is now.
 * Throws 400/10 for who is no member any more.
 */
export const requireStill = async (trx: Db, context: Context, action: organization.Action): Promise<Context> => {
  const { caller } = context;
  const place = await findPlace(trx, caller.user.id, caller.workspace.id);
  if (place === undefined) throw new Failure('unknown_workspace');
  const now = { ...context, caller: { ...caller, workspace: place } };
  requireAction(now, action);
  return now;
};

/** Another member whom the caller manages. Throws 400/301 where there is no such member, and 403/20 where their role is too high. */
export const requireManaged = async (db: Db, { workspace }: Context['caller'], user: string): Promise<Membership> => {
  const member = await memberOf(db, workspace.id, user);
  if (member === undefined) throw new Failure('invalid_user_id', { detail: `: id=${user}` });
  if (!manages(workspace.role, member.role)) throw new Failure('not_permitted', { detail: `: role=${workspace.role}, of=${member.role}` });
  return member;
};
