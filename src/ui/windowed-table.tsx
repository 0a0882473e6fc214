import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { useWindowOfRows } from './use-window-of-rows.ts';
import styles from './windowed-table.module.css';

interface WindowedTableProps<Item> {
  readonly label: string;
  readonly className: string | undefined;
  /** the cells of its head */
  readonly head: ReactNode;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** the cells of a row */
  readonly renderCells: (item: Item) => ReactNode;
  /** whether these are all */
  readonly complete: boolean;
  /** others are on their way to stand in their place */
  readonly busy: boolean;
  /** asks for more, near the end */
  readonly more?: (() => void) | undefined;
  /** rows that are drawn on each side of those in view */
  readonly around?: number | undefined;
}

/** A table of any length, of which only the rows in view are in the document. Narrow screens are its user's matter. */
export const WindowedTable = <Item,>({
  label,
  className,
  head,
  items,
  keyOf,
  renderCells,
  complete,
  busy,
  more,
  around,
}: WindowedTableProps<Item>) => {
  const { table, rows, before, after, measure } = useWindowOfRows(items.length, more, around);
  return (
    <table
      ref={table}
      className={classes(styles['table'], className)}
      aria-label={label}
      aria-rowcount={complete ? items.length + 1 : -1}
      aria-busy={busy}
    >
      <thead>
        <tr aria-rowindex={1}>{head}</tr>
      </thead>
      <tbody>
        {before > 0 && <tr aria-hidden="true" style={{ blockSize: before }} />}
        {rows.map((index) => {
          const item = items[index];
          return item === undefined ? null : (
            <tr key={keyOf(item)} ref={measure} data-index={index} aria-rowindex={index + 2}>
              {renderCells(item)}
            </tr>
          );
        })}
        {after > 0 && <tr aria-hidden="true" style={{ blockSize: after }} />}
      </tbody>
    </table>
  );
};
