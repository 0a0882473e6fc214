import { useQuery, useQueryClient } from '@tanstack/react-query';
import { forgetWorkspace } from '#api/workspaces-query.ts';
import { pagesFor, queryFor, useAction } from '#api/query.ts';
import { auth, login, organization, users, type RequestOf, type ResponseOf, type Role } from '#contract/index.ts';

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

/** One's own keys in a workspace: they stop working when one leaves. Read anew for the question, which says when each was last used. */
export const ownKeysQuery = (workspace: string) => ({ ...queryFor(auth.getCredentials, {}, workspace), refetchOnMount: 'always' as const });

/** The id of whoever is logged in. */
export const useOwnId = (): string | undefined => useQuery(queryFor(users.getCurrentUser, {})).data?.user.id;

/** What the page does once a workspace was left; the workspace to go on in. */
export type OnLeft = (next: ResponseOf<typeof login.leaveCompany>) => void | Promise<void>;

/** Leaves a workspace. When `onLeft` is through, it is gone from the list at once, and nothing asks the server about it any more. */
export const useLeave = (workspace: string, onLeft: OnLeft) => {
  const client = useQueryClient();
  return useAction(login.leaveCompany, undefined, async (next) => {
    await onLeft(next);
    forgetWorkspace(client, workspace);
  });
};
