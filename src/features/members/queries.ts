import { useQuery } from '@tanstack/react-query';
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

/** `onLeft` has the workspace to go on in, before the pages notice that this one is gone. */
export const useLeave = (onLeft: (next: ResponseOf<typeof login.leaveCompany>) => void) => useAction(login.leaveCompany, undefined, onLeft);
