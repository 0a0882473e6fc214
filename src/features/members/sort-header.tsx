import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import styles from './members-table.module.css';
import { nextOrder, sortOf, type SortField } from './sorting.ts';
import type { Listing } from './queries.ts';

interface SortHeaderProps {
  readonly field: SortField;
  readonly label: string;
  readonly orderBy: Listing['orderBy'];
  readonly onSort: (orderBy: Listing['orderBy']) => void;
}

const icons = { ascending: ArrowUp, descending: ArrowDown, none: ArrowUpDown } as const;

/** The head of a column that can be sorted by; pressing it again turns the order round. */
export const SortHeader = ({ field, label, orderBy, onSort }: SortHeaderProps) => {
  const sort = sortOf(field, orderBy);
  const Icon = icons[sort];
  return (
    <th scope="col" className={field === 'name' ? styles['name'] : undefined} aria-sort={sort}>
      <button type="button" className={styles['sort']} onClick={() => onSort(nextOrder(field, orderBy))}>
        {label}
        <Icon aria-hidden="true" />
      </button>
    </th>
  );
};
