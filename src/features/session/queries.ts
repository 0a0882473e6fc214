import { useMutation, useQuery, useQueryClient, type QueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { ApiError } from '#api/api-error.ts';
import { call } from '#api/call.ts';
import { modesQuery } from '#api/modes-query.ts';
import { queryFor, tellOtherTabs } from '#api/query.ts';
import { sessionReads } from '#contract/first-load.ts';
import type { CurrentUser } from '#contract/users.ts';

/** Who is logged in. */
export const userQuery = queryFor('users.get_current_user', {});
/** Where an invitation leads. */
export const invitationQuery = (id: string) => queryFor('login.get_invite_info', { invite_id: id });

/** Who is logged in here, or null. It follows a log-out in another tab, and asks again when one comes back: others may have logged in elsewhere in the browser. */
export const useSession = (): CurrentUser | null => {
  const { data: modes } = useQuery(modesQuery);
  const authenticated = modes?.authenticated === true;
  const { data } = useQuery({ ...userQuery, enabled: authenticated, refetchOnWindowFocus: 'always' });
  return authenticated ? (data?.user ?? null) : null;
};

/** Says that nobody is logged in any more, or that somebody is, without asking the server. */
export const markAuthenticated = (client: QueryClient, authenticated: boolean): void => {
  client.setQueryData(modesQuery.queryKey, (modes) => modes && { ...modes, authenticated, refused_cookie: undefined });
};

/** Follows a log-out in another tab: what is read again may be somebody's again by then. */
export const followLogOut = (client: QueryClient, told: readonly string[]): void => {
  if (told.includes('login.logout')) markAuthenticated(client, false);
};

/** Logs out on the server; the other tabs notice. */
export const useLogOut = (): UseMutationResult<unknown, ApiError, void> => {
  const client = useQueryClient();
  return useMutation<unknown, ApiError, void>({
    mutationFn: () => call('login.logout', {}),
    onSuccess: () => {
      markAuthenticated(client, false);
      tellOtherTabs(['login.logout', ...sessionReads]);
    },
  });
};
