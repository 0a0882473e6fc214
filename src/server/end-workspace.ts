import type { Transaction } from 'kysely';
import type { Context } from './handler.ts';
import { recordEvent } from './store/events.ts';
import type { Tables } from './store/schema.ts';

/** Ends a workspace, which the caller's transaction holds: all that belongs to it goes with its row; what was done in it stays in the events. */
export const endWorkspace = async (trx: Transaction<Tables>, context: Context, workspace: string, detail = {}): Promise<void> => {
  await recordEvent(trx, context, { workspace, actor: context.caller.user.id, action: 'workspace.delete', detail });
  await trx.deleteFrom('sessions').where('key_workspace', '=', workspace).execute();
  await trx.deleteFrom('workspaces').where('id', '=', workspace).execute();
};
