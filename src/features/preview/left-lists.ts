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

/** So many lists of a row are kept, those that were left last. */
const most = 10;

/** By row, so that they go when the row does with which they were read, and by entry of the history. */
const leftWith = new WeakMap<CloudRow, Map<string, LeftList>>();

/** The list of an entry of the history as it was left, for who goes back to it; undefined where it was not, or too long ago. */
export const leftList = (row: CloudRow, key: string): LeftList | undefined => leftWith.get(row)?.get(key);

/** Keeps a list as it is left. */
export const leaveList = (row: CloudRow, key: string, list: LeftList): void => {
  const lists = leftWith.get(row) ?? new Map<string, LeftList>();
  leftWith.set(row, lists);
  lists.delete(key);
  lists.set(key, list);
  for (const oldest of [...lists.keys()].slice(0, -most)) lists.delete(oldest);
};
