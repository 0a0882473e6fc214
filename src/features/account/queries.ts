import { queryFor, tellOtherTabs, useAction } from '#api/query.ts';
import { changePassword, deleteAccount, getSessions, revokeSessions } from '#contract/account.ts';
import { auth, login } from '#contract/index.ts';

/** Where one is logged in. Read anew whenever it is looked at: others come and go elsewhere. */
export const sessionsQuery = {
  ...queryFor(getSessions, {}),
  refetchOnMount: 'always' as const,
  refetchOnWindowFocus: 'always' as const,
};

/** All of one's keys, as those of any workspace (its id) are answered with those of all others. Read anew for the question, which says when each was last used. */
export const keysQuery = (workspace: string) => ({ ...queryFor(auth.getCredentials, {}, workspace), refetchOnMount: 'always' as const });

export const useChangePassword = () => useAction(changePassword);
export const useRevokeSessions = () => useAction(revokeSessions);
/** Ends the account, and with it every session, which other tabs take for a log-out. Nothing is read any more before `onDeleted` is through. */
export const useDeleteAccount = (onDeleted: () => Promise<void>) =>
  useAction(deleteAccount, undefined, () => {
    tellOtherTabs([login.logout.name]);
    return onDeleted();
  });
