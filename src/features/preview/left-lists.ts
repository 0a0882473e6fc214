import type { CloudRow } from '#lib/cloud-row.ts';
import type { Place } from '#ui/use-window-of-rows.ts';
import type { ListPage } from './use-listing.ts';

/** A list as it was left. */
interface LeftList {
  /** what its keys were to begin with, as it was typed */
  readonly begin: string;
  readonly page: ListPage;
  readonly place: Place;
}

const leftWith = new WeakMap<CloudRow, Map<string, LeftList>>();

/** Lists as they were left, by entry of the history, for who goes back to it. They go when the row does with which they were read. */
export const leftLists = (row: CloudRow): Map<string, LeftList> => {
  const lists = leftWith.get(row) ?? new Map<string, LeftList>();
  leftWith.set(row, lists);
  return lists;
};
