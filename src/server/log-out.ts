import type { Caller, Context } from './handler.ts';
import { endSession } from './sessions.ts';

/** Ends the session that the caller came by, if there is one. */
export const logOut = async ({ caller, store, tell }: Context<Caller | null>): Promise<void> => {
  if (caller === null || caller.session === null) return;
  await endSession(store, caller.session);
  tell('user.log_out', { user: caller.user.id, key: caller.accessKey ?? undefined });
};
