import type { organization } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';
import { roles } from '#contract/policy.ts';
import { fold } from '#lib/fold.ts';
import type { Listing } from './queries.ts';

const orders = ['name', '-name', 'joined', '-joined', 'last_active', '-last_active'] as const satisfies readonly Listing['orderBy'][];

const oneOf = <Value extends string>(values: readonly Value[], text: string | null): Value | undefined =>
  values.find((value) => value === text);

/** Which of the roles a text is; anything else is any. */
export const roleIn = (text: string | null): Listing['role'] => oneOf(roles, text) ?? 'any';

/** What of a text can be searched for: what the server would refuse is left out, as nobody sees it and could take it back. */
export const searchIn = (text: string): string => text.replaceAll('\0', '').slice(0, limits.searchText);

/** How an address says that they be listed; what it says wrongly is as if it said nothing. */
export const listingIn = (query: URLSearchParams): Listing => ({
  search: searchIn(query.get('search') ?? ''),
  role: roleIn(query.get('role')),
  orderBy: oneOf(orders, query.get('sort')) ?? 'name',
});

/** The query of an address that lists them so; what is usual is left out. */
export const queryOf = ({ search, role, orderBy }: Listing): Record<string, string> => ({
  ...(search === '' ? {} : { search }),
  ...(role === 'any' ? {} : { role }),
  ...(orderBy === 'name' ? {} : { sort: orderBy }),
});

/** Whether a member is among those that are asked for, by the rule of the server. */
export const isListed = ({ name, email, role }: organization.Member, listing: Listing): boolean => {
  const wanted = fold(listing.search.trim());
  return (listing.role === 'any' || role === listing.role) && [name, email].some((text) => fold(text).includes(wanted));
};

/** Whether it leaves anybody out. */
export const isNarrowed = ({ search, role }: Listing): boolean => search.trim() !== '' || role !== 'any';
