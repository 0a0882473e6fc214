import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ApiError } from '#api/api-error.ts';
import { call } from '#api/call.ts';
import { forgetWorkspace, workspacesQuery } from '#api/workspaces-query.ts';
import { queryFor, refresh, useAction } from '#api/query.ts';
import * as managing from '#contract/managing.ts';
import { auth, limits, login, organization, users, type RequestOf, type ResponseOf, type Role } from '#contract/index.ts';

/** How the members are listed. */
export interface Listing {
  readonly search: string;
  readonly role: Role | 'any';
  readonly orderBy: NonNullable<RequestOf<typeof organization.getMembers>['order_by']>;
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
  return queryOptions<ResponseOf<typeof organization.getMembers>, ApiError>({
    queryKey: queryFor(organization.getMembers, request, workspace).queryKey,
    queryFn: async ({ signal, client }) => {
      const page = await call(organization.getMembers, request, { workspace, signal });
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
  ...queryFor(managing.getDepartureImpact, { user }, workspace),
  refetchOnMount: 'always' as const,
});

/** The keys of a member; all of them are one page. */
export const memberKeysQuery = (workspace: string, user: string) => ({
  ...queryFor(managing.getMemberCredentials, { user, page_size: limits.credentials }, workspace),
  refetchOnMount: 'always' as const,
});

export const useSetRole = (workspace: string) => useAction(managing.setMemberRole, workspace);
export const useRemoveMember = (workspace: string) => useAction(managing.removeMember, workspace);
export const useRevokeKeys = (workspace: string) => useAction(auth.revokeCredentials, workspace);

/** Reads the members again, when a call has shown that the list is out of date. */
export const useRefreshMembers = (): (() => void) => {
  const client = useQueryClient();
  return useCallback(() => void refresh(client, managing.removeMember.stales), [client]);
};

/** Looks a key up. What was pasted may be a secret by mistake: it is in no cache. */
export const useFindKey = (workspace: string) => useAction(managing.getMemberCredentials, workspace);

/** The first members that match, to choose one from. */
export const candidatesQuery = (workspace: string, search: string) =>
  queryFor(organization.getMembers, requestFor({ search, role: 'any', orderBy: 'name' }), workspace);

/** What stops working when one leaves a workspace. Read anew for the question, which says when each key was last used. */
export const ownDepartureQuery = (workspace: string) => ({
  ...queryFor(managing.getDepartureImpact, {}, workspace),
  refetchOnMount: 'always' as const,
});

/** The id of whoever is logged in. */
export const useOwnId = (): string | undefined => useQuery(queryFor(users.getCurrentUser, {})).data?.user.id;

/** What the page does once a workspace was left; the workspace to go on in. */
export type OnLeft = (next: Pick<ResponseOf<typeof login.leaveCompany>, 'company_id'>) => void | Promise<void>;

/**
 * Leaves a workspace, and hands it over to `heir` in the same step where one is named. When `onLeft` is through, it is gone from the list at once,
 * and nothing asks the server about it any more. Whoever is in it no more has left it: the answer to an earlier try may have been lost.
 * What the server refuses otherwise, `onRefused` hears, and all that was known of the members is read again: some of it has changed.
 */
export const useLeave = (workspace: string, onLeft: OnLeft, onRefused: (error: ApiError) => void) => {
  const client = useQueryClient();
  const go: OnLeft = async (next) => {
    await onLeft(next);
    forgetWorkspace(client, workspace);
  };
  const { mutate, isPending, error } = useAction(login.leaveCompany, undefined, go);
  const leave = (choice: Omit<RequestOf<typeof login.leaveCompany>, 'company_id'>): void =>
    mutate(
      { company_id: workspace, ...choice },
      {
        onError: (error) => {
          const { failure, status } = error;
          const next = client.getQueryData(workspacesQuery.queryKey)?.companies.find(({ id }) => id !== workspace);
          if (failure === 'unknown_workspace') {
            if (next !== undefined) void go({ company_id: next.id });
          } else if (status >= 400 && status < 500) {
            onRefused(error);
            void refresh(client, managing.removeMember.stales);
          }
        },
      },
    );
  return { leave, isPending, error };
};
