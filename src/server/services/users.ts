import { users } from '#contract/index.ts';
import { handle, type Handler } from '../handler.ts';
import { presentUser } from '../present-user.ts';
import { renameMember } from '../store/members.ts';
import { handlers as preferences } from './preferences.ts';

/** What ClearML's pages show to somebody who starts; the same for everybody. */
const gettingStarted = { packageName: 'clearml', agentName: 'clearml', install: 'pip install clearml', configure: 'clearml-init' };
/** Rows of a table that ClearML's web downloads at most. */
const settings = { max_download_items: 50_000 };

/** The caller's own account. */
export const handlers: Handler[] = [
  handle(users.getCurrentUser, (_request, { caller }) =>
    Promise.resolve({ user: presentUser(caller.user, caller.workspace), getting_started: gettingStarted, settings }),
  ),

  handle(users.update, async ({ user, ...sent }, { caller, store }) => {
    const fields = Object.fromEntries(Object.entries(sent).filter(([, value]) => value != null));
    if (user !== caller.user.id || Object.keys(fields).length === 0) return { updated: 0, fields };
    await store.transaction(async (trx) => {
      await trx.updateTable('users').set(fields).where('id', '=', user).execute();
      if (sent.name != null) await renameMember(trx, { id: user, name: sent.name, email: caller.user.email });
    });
    return { updated: 1, fields };
  }),

  ...preferences,
];
