import { useSearchParams } from 'react-router-dom';
import type { Filter } from './queries.ts';

const names = ['person', 'action', 'from', 'to'] as const satisfies (keyof Filter)[];

/** Changes some of the filter; `replace` leaves no trail, as of each number that is typed. */
export type ChangeFilter = (change: Partial<Filter>, replace?: boolean) => void;

/** The filter in the address, and the way to change it: a reload shows the same, and Back undoes what was chosen. */
export const useFilter = (): readonly [Filter, ChangeFilter] => {
  const [search, setSearch] = useSearchParams();
  const [person, action, from, to] = names.map((name) => search.get(name) ?? '') as [string, string, string, string]; // one for each name
  const filter: Filter = { person, action, from, to };
  const change: ChangeFilter = (changed, replace = false) => {
    const wanted = { ...filter, ...changed };
    setSearch(
      names.flatMap((name): [string, string][] => (wanted[name] === '' ? [] : [[name, wanted[name]]])),
      { replace },
    );
  };
  return [filter, change];
};
