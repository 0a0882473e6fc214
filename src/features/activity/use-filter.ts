import { useSearchParams } from 'react-router-dom';
import type { Filter } from './queries.ts';

const names = ['person', 'action', 'from', 'to'] as const satisfies (keyof Filter)[];

/** The filter in the address, and the way to change some of it: a reload shows the same. */
export const useFilter = (): readonly [Filter, (change: Partial<Filter>) => void] => {
  const [search, setSearch] = useSearchParams();
  const [person, action, from, to] = names.map((name) => search.get(name) ?? '') as [string, string, string, string]; // one for each name
  const filter: Filter = { person, action, from, to };
  const change = (changed: Partial<Filter>): void => {
    const wanted = { ...filter, ...changed };
    setSearch(
      names.flatMap((name): [string, string][] => (wanted[name] === '' ? [] : [[name, wanted[name]]])),
      { replace: true },
    );
  };
  return [filter, change];
};
