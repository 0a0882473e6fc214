import type { Listing } from './queries.ts';

/** What members can be sorted by. */
export type SortField = 'name' | 'joined' | 'last_active';

/** What an order is by. */
export const fieldOf = (orderBy: Listing['orderBy']): SortField => orderBy.replace('-', '') as SortField; // an order is a field, or it after a minus

/** How a column is sorted, as `aria-sort` says it. */
export const sortOf = (field: SortField, orderBy: Listing['orderBy']): 'ascending' | 'descending' | 'none' =>
  orderBy === field ? 'ascending' : orderBy === `-${field}` ? 'descending' : 'none';

/** The order after a press on a column: names from A first, times from the newest; a second press turns it round. */
export const nextOrder = (field: SortField, orderBy: Listing['orderBy']): Listing['orderBy'] => {
  if (field === 'name') return orderBy === 'name' ? '-name' : 'name';
  return orderBy === `-${field}` ? field : `-${field}`;
};
