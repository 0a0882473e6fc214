import { queryFor, tellOtherTabs, useAction } from '#api/query.ts';

/** Where one is logged in. Read anew whenever it is looked at: others come and go elsewhere. */
export const sessionsQuery = {
  ...queryFor('auth.get_sessions', {}),
  refetchOnMount: 'always' as const,
  refetchOnWindowFocus: 'always' as const,
};

/** All of one's keys, as those of any workspace (its id) are answered with those of all others. Read anew for the question, which says when each was last used. */
export const keysQuery = (workspace: string) => ({ ...queryFor('auth.get_credentials', {}, workspace), refetchOnMount: 'always' as const });

export const useChangePassword = () => useAction('auth.change_password');
export const useRevokeSessions = () => useAction('auth.revoke_sessions');
/** Ends the account, and with it every session, which other tabs take for a log-out. Nothing is read any more before `onDeleted` is through. */
export const useDeleteAccount = (onDeleted: () => Promise<void>) =>
  useAction('users.delete_account', undefined, () => {
    tellOtherTabs(['login.logout']);
    return onDeleted();
  });
