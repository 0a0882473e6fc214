import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { pagesFor, queryFor } from '#api/query.ts';
import type { RequestTo } from '#contract/by-name.ts';
import { dayStart } from '#lib/day-start.ts';

/** What of the activity is shown, as the address has it; '' is anything. Days are `2026-11-24`, and both are included. */
export interface Filter {
  /** user id */
  readonly person: string;
  readonly action: string;
  readonly from: string;
  readonly to: string;
}

/** The times that the wire takes, ms since 1970: nothing was done before, or will be after. */
const [first, last] = [0, Date.UTC(9999, 0)];

const moment = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : new Date(Math.min(Math.max(ms, first), last)).toISOString();

/** The request for a filter, whose days are those of a time zone. What is no day filters nothing. */
const requestFor = ({ person, action, from, to }: Filter, timeZone: string): RequestTo<'organization.get_events'> => {
  const since = moment(dayStart(from, timeZone));
  const until = moment(dayStart(to, timeZone, 1));
  return {
    ...(person === '' ? {} : { actor: person }),
    ...(action === '' ? {} : { action }),
    ...(since === undefined ? {} : { from: since }),
    ...(until === undefined ? {} : { to: until }),
  };
};

/** So many pages are read again when somebody comes back to the window: all of them, one after the other. */
const fewPages = 4;

/** What was done in a workspace, newest first, page by page; read anew from its start whenever it is opened. */
export const useEvents = (workspace: string, filter: Filter, timeZone: string) =>
  useInfiniteQuery({
    ...pagesFor('organization.get_events', requestFor(filter, timeZone), workspace),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: ({ state }) => (state.data?.pages.length ?? 0) <= fewPages,
    placeholderData: keepPreviousData,
  });
export type Events = ReturnType<typeof useEvents>;

/** The first members that match what is typed. */
export const membersQuery = (workspace: string, search: string) =>
  queryFor('organization.get_members', { ...(search.trim() === '' ? {} : { search: search.trim() }), order_by: 'name' }, workspace);
