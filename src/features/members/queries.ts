import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ApiError } from '#api/api-error.ts';
import { call } from '#api/call.ts';
import { forgetWorkspace, workspacesQuery } from '#api/workspaces-query.ts';
import { queryFor, refreshAfter, useAction } from '#api/query.ts';
import type { AnswerOf, RequestTo } from '#contract/by-name.ts';
import type { Role } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';

/** How the members are listed. */
export interface Listing {
  readonly search: string;
  readonly role: Role | 'any';
  readonly orderBy: NonNullable<RequestTo<'organization.get_members'>['order_by']>;
}

/** The request for members so listed. */
export const requestFor = ({ search, role, orderBy }: Listing) => ({
  ...(search.trim() === '' ? {} : { search: search.trim() }),
  ...(role === 'any' ? {} : { role }),
  order_by: orderBy,
});

/** Reads one's workspaces again where the one whose members were read has another number of them by now. */
const followSize = (client: QueryClient, workspace: string, total: number): void => {
  const { queryKey } = workspacesQuery;
  const known = client.getQueryData(queryKey)?.companies.find(({ id }) => id === workspace);
  if (known !== undefined && known.allocated !== total && client.isFetching({ queryKey }) === 0)
    void client.invalidateQueries({ queryKey });
};

/** A page of the members of a workspace, from `cursor` on; null: the first. It is forgotten as soon as nobody shows it, as a list may have thousands. */
export const memberPage = (workspace: string, listing: Listing, cursor: string | null) => {
  const request = { ...requestFor(listing), ...(cursor === null ? {} : { cursor }) };
  return queryOptions<AnswerOf<'organization.get_members'>, ApiError>({
    queryKey: queryFor('organization.get_members', request, workspace).queryKey,
    queryFn: async ({ signal, client }) => {
      const page = await call('organization.get_members', request, { workspace, signal });
      followSize(client, workspace, page.total);
      return page;
    },
    // as the seats above are: the two belong together
    refetchOnWindowFocus: 'always',
    gcTime: 0,
  });
};

/** What stops working when a member is removed or gets a lower role. Read anew for the question, which says when each key was last used. */
export const departureQuery = (workspace: string, user: string) => ({
  ...queryFor('organization.get_departure_impact', { user }, workspace),
  refetchOnMount: 'always' as const,
});

/** The keys of a member; all of them are one page. */
export const memberKeysQuery = (workspace: string, user: string) => ({
  ...queryFor('organization.get_credentials', { user, page_size: limits.credentials }, workspace),
  refetchOnMount: 'always' as const,
});

export const useSetRole = (workspace: string) => useAction('organization.set_member_role', workspace);
export const useRemoveMember = (workspace: string) => useAction('organization.remove_member', workspace);
export const useRevokeKeys = (workspace: string) => useAction('auth.revoke_credentials', workspace);

/** Reads the members again, when a call has shown that the list is out of date. */
export const useRefreshMembers = (): (() => void) => {
  const client = useQueryClient();
  return useCallback(() => void refreshAfter(client, 'organization.remove_member'), [client]);
};

/** Looks a key up. What was pasted may be a secret by mistake: it is in no cache. */
export const useFindKey = (workspace: string) => useAction('organization.get_credentials', workspace);

/** The first members that match, to choose one from. */
export const candidatesQuery = (workspace: string, search: string) =>
  queryFor('organization.get_members', requestFor({ search, role: 'any', orderBy: 'name' }), workspace);

/** What stops working when one leaves a workspace. Read anew for the question, which says when each key was last used. */
export const ownDepartureQuery = (workspace: string) => ({
  ...queryFor('organization.get_departure_impact', {}, workspace),
  refetchOnMount: 'always' as const,
});

/** The id of whoever is logged in. */
export const useOwnId = (): string | undefined => useQuery(queryFor('users.get_current_user', {})).data?.user.id;

/** What the page does once a workspace was left; the workspace to go on in, and whether the one left is no more without its last member. */
export type OnLeft = (
  next: Pick<AnswerOf<'login.leave_company'>, 'company_id'>,
  choice: { readonly delete?: true | undefined },
) => void | Promise<void>;

/**
 * Leaves a workspace, and hands it over to `heir` in the same step where one is named. When `onLeft` is through, it is gone from the list at once,
 * and nothing asks the server about it any more. Whoever is in it no more has left it: the answer to an earlier try may have been lost.
 * What the server refuses otherwise, `onRefused` hears, and all that was known of the members is read again: some of it has changed.
 */
export const useLeave = (workspace: string, onLeft: OnLeft, onRefused: (error: ApiError) => void) => {
  const client = useQueryClient();
  const go: OnLeft = async (next, choice) => {
    await onLeft(next, choice);
    forgetWorkspace(client, workspace);
  };
  const { mutate, isPending, error } = useAction('login.leave_company', undefined, go);
  const leave = (choice: Omit<RequestTo<'login.leave_company'>, 'company_id'>): void =>
    mutate(
      { company_id: workspace, ...choice },
      {
        onError: (error) => {
          const { failure, status } = error;
          const next = client.getQueryData(workspacesQuery.queryKey)?.companies.find(({ id }) => id !== workspace);
          if (failure === 'unknown_workspace') {
            if (next !== undefined) void go({ company_id: next.id }, choice);
          } else if (status >= 400 && status < 500) {
            onRefused(error);
            void refreshAfter(client, 'organization.remove_member');
          }
        },
      },
    );
  return { leave, isPending, error };
};
