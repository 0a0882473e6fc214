import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { useWindowOfRows, type OnRows, type Place } from './use-window-of-rows.ts';
import styles from './windowed-table.module.css';

interface WindowedTableProps<Item> {
  readonly label: string;
  readonly className: string | undefined;
  /** the cells of its head */
  readonly head: ReactNode;
  /** how many rows there are, read or not */
  readonly count: number;
  /** undefined: it is still to be read */
  readonly itemAt: (index: number) => Item | undefined;
  readonly keyOf: (item: Item, index: number) => string;
  /** the cells of a row */
  readonly renderCells: (item: Item) => ReactNode;
  /** the cells of a row that is still to be read */
  readonly placeholder?: ReactNode;
  /** whether these are all */
  readonly complete: boolean;
  /** others are on their way to stand in their place */
  readonly busy: boolean;
  readonly onRows?: OnRows | undefined;
  /** rows that are drawn on each side of those in view */
  readonly around?: number | undefined;
  /** where it was left; undefined: it begins where the window is */
  readonly start?: Place | undefined;
  readonly onLeave?: ((place: Place) => void) | undefined;
}

/** A table of any length, of which only the rows in view are in the document. Narrow screens are its user's matter. */
export const WindowedTable = <Item,>({
  label,
  className,
  head,
  count,
  itemAt,
  keyOf,
  renderCells,
  placeholder,
  complete,
  busy,
  onRows,
  around,
  start,
  onLeave,
}: WindowedTableProps<Item>) => {
  const { table, rows, before, after, measure } = useWindowOfRows(count, onRows, around, { start, onLeave });
  return (
    <table
      ref={table}
      className={classes(styles['table'], className)}
      aria-label={label}
      aria-rowcount={complete ? count + 1 : -1}
      aria-busy={busy}
    >
      <thead>
        <tr aria-rowindex={1}>{head}</tr>
      </thead>
      <tbody>
        {before > 0 && <tr aria-hidden="true" style={{ blockSize: before }} />}
        {rows.map((index) => {
          const item = itemAt(index);
          return item === undefined ? (
            <tr key={index} ref={measure} data-index={index} aria-hidden="true">
              {placeholder}
            </tr>
          ) : (
            <tr key={keyOf(item, index)} ref={measure} data-index={index} aria-rowindex={index + 2}>
              {renderCells(item)}
            </tr>
          );
        })}
        {after > 0 && <tr aria-hidden="true" style={{ blockSize: after }} />}
      </tbody>
    </table>
  );
};
