import { useQuery, useQueryClient } from '@tanstack/react-query';
import { workspacesQuery } from '#api/workspaces-query.ts';
import { pagesFor, queryFor, useAction } from '#api/query.ts';
import { login, organization, users, type RequestOf, type ResponseOf, type Role } from '#contract/index.ts';

/** How the members are listed. */
export interface Listing {
  readonly search: string;
  readonly role: Role | 'any';
  readonly orderBy: NonNullable<RequestOf<typeof organization.getMembers>['order_by']>;
}

const requestFor = ({ search, role, orderBy }: Listing) => ({
  ...(search.trim() === '' ? {} : { search: search.trim() }),
  ...(role === 'any' ? {} : { role }),
  order_by: orderBy,
});

/** The members of a workspace, page by page. */
export const membersPages = (workspace: string, listing: Listing) => pagesFor(organization.getMembers, requestFor(listing), workspace);

/** The first members that match, to choose one from. */
export const candidatesQuery = (workspace: string, search: string) =>
  queryFor(organization.getMembers, requestFor({ search, role: 'any', orderBy: 'name' }), workspace);

/** What stops working when one leaves a workspace. Read anew for the question, which says when each key was last used. */
export const ownDepartureQuery = (workspace: string) => ({
  ...queryFor(organization.getDepartureImpact, {}, workspace),
  refetchOnMount: 'always' as const,
});

/** The id of whoever is logged in. */
export const useOwnId = (): string | undefined => useQuery(queryFor(users.getCurrentUser, {})).data?.user.id;

/** What the page does once a workspace was left; the workspace to go on in. */
export type OnLeft = (next: Pick<ResponseOf<typeof login.leaveCompany>, 'company_id'>) => void | Promise<void>;

/**
 * Leaves a workspace, and hands it over to `heir` in the same step where one is named. When `onLeft` is through, it is gone from the list at once,
 * and nothing asks the server about it any more. Whoever is in it no more has left it: the answer to an earlier try may have been lost.
 */
export const useLeave = (workspace: string, onLeft: OnLeft) => {
  const client = useQueryClient();
  const go: OnLeft = async (next) => {
    await onLeft(next);
    client.setQueryData(workspacesQuery.queryKey, (list) =>
      list === undefined ? list : { companies: list.companies.filter(({ id }) => id !== workspace) },
    );
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[1] === workspace });
  };
  const { mutate, isPending, error } = useAction(login.leaveCompany, undefined, go);
  const leave = (heir: string | undefined): void =>
    mutate(
      { company_id: workspace, ...(heir === undefined ? {} : { new_owner: heir }) },
      {
        onError: ({ failure }) => {
          const next = client.getQueryData(workspacesQuery.queryKey)?.companies.find(({ id }) => id !== workspace);
          if (failure === 'unknown_workspace' && next !== undefined) void go({ company_id: next.id });
        },
      },
    );
  return { leave, isPending, error };
};
