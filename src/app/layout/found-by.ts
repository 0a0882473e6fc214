import { matches } from '#lib/matches.ts';
import { sortName } from '#lib/sort-name.ts';
import type { SearchEntry } from './search-entry.ts';

/** How an entry is found by a text: it is called so (0), begins so (1), has it in its name (2) or among its other words (3); -1 where it is not. */
const rankOf = ({ label, words = '' }: SearchEntry, text: string): number => {
  const name = sortName(label);
  return [name === text, name.startsWith(text), matches(name, text), matches(`${name} ${words}`, text)].indexOf(true);
};

/** The entries that are found by what was typed, the best first. Those of the same rank stay in their order. */
export const foundBy = (entries: readonly SearchEntry[], typed: string): readonly SearchEntry[] => {
  const text = sortName(typed.trim());
  return entries
    .map((entry) => ({ entry, rank: rankOf(entry, text) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ entry }) => entry);
};
