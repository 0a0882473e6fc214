import { useSearchParams } from 'react-router-dom';
import { getEvents } from '#contract/activity.ts';
import type { Filter } from './queries.ts';

const names = ['person', 'action', 'from', 'to'] as const satisfies (keyof Filter)[];

const { actor, action: wanted } = getEvents.request.shape;

/** What the server would refuse filters nothing, as nobody sees it and could take it back. */
const taken = (field: typeof actor, text: string | null): string => field.safeParse(text).data ?? '';

/** Changes some of the filter; `replace` leaves no trail, as of each number that is typed. */
export type ChangeFilter = (change: Partial<Filter>, replace?: boolean) => void;

/** The filter in the address, and the way to change it: a reload shows the same, and Back undoes what was chosen. */
export const useFilter = (): readonly [Filter, ChangeFilter] => {
  const [search, setSearch] = useSearchParams();
  const filter: Filter = {
    person: taken(actor, search.get('person')),
    action: taken(wanted, search.get('action')),
    from: search.get('from') ?? '',
    to: search.get('to') ?? '',
  };
  const change: ChangeFilter = (changed, replace = false) => {
    const wanted = { ...filter, ...changed };
    setSearch(
      names.flatMap((name): [string, string][] => (wanted[name] === '' ? [] : [[name, wanted[name]]])),
      { replace },
    );
  };
  return [filter, change];
};
