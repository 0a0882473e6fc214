import type { Transaction } from 'kysely';
import type { organization } from '#contract/index.ts';
import type { Context } from './handler.ts';
import { holdProof, requireKey } from './hold-proof.ts';
import { requireAction, requireStill } from './policy.ts';
import type { Tables } from './store/schema.ts';
import { lockWorkspace } from './store/store.ts';

type Work<Result> = (trx: Transaction<Tables>) => Promise<Result>;

/**
 * Runs `work` while nobody else changes this workspace, and with what the caller came by still in force: a call that waited for its turn
 * does nothing for a session or key that was ended meanwhile. Throws 401 for those.
 */
export const inWorkspace = <Result>({ store, caller }: Context, workspace: string, work: Work<Result>): Promise<Result> =>
  store.transaction(async (trx) => {
    await holdProof(trx, caller);
    await lockWorkspace(trx, workspace);
    await requireKey(trx, caller);
    return work(trx);
  }, workspace);

/** The same in the workspace of the call, for who may do this there when its turn comes; `work` gets the context as it is then. */
export const changing = <Result>(
  context: Context,
  action: organization.Action,
  work: (trx: Transaction<Tables>, now: Context) => Promise<Result>,
): Promise<Result> => {
  requireAction(context, action);
  return inWorkspace(context, context.caller.workspace.id, async (trx) => work(trx, await requireStill(trx, context, action)));
};
