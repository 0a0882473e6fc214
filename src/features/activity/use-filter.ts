import { useSearchParams } from 'react-router-dom';
import { getEvents } from '#contract/activity.ts';
import type { Filter } from './queries.ts';

const names = ['person', 'action', 'from', 'to'] as const satisfies (keyof Filter)[];

const { actor, action: wanted } = getEvents.request.shape;

/** What the server would refuse filters nothing, as nobody sees it and could take it back. */
const taken = (field: typeof actor, text: string | null): string => field.safeParse(text).data ?? '';

/** Changes some of the filter; `replace` leaves no trail, as of each number that is typed. */
export type ChangeFilter = (change: Partial<Filter>, replace?: boolean) => void;

const filterIn = (search: URLSearchParams): Filter => ({
  person: taken(actor, search.get('person')),
  action: taken(wanted, search.get('action')),
  from: search.get('from') ?? '',
  to: search.get('to') ?? '',
});

/** The filter in the address, and the way to change it: a reload shows the same, and Back undoes what was chosen. */
export const useFilter = (): readonly [Filter, ChangeFilter] => {
  const [search, setSearch] = useSearchParams();
  const change: ChangeFilter = (changed, replace = false) => {
    // the address may be ahead of what is drawn
    const next = { ...filterIn(new URLSearchParams(location.search)), ...changed };
    setSearch(
      names.flatMap((name): [string, string][] => (next[name] === '' ? [] : [[name, next[name]]])),
      { replace },
    );
  };
  return [filterIn(search), change];
};
