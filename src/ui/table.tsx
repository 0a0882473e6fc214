import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './table.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface Column {
  readonly key: string;
  readonly label: string;
  readonly align?: 'start' | 'end' | undefined;
  /** read out only: a column of buttons */
  readonly hidden?: boolean | undefined;
}

interface TableProps {
  readonly label: string;
  readonly columns: readonly Column[];
  /** whether it has many columns: each row is a block where a card is not wide enough for them */
  readonly wide?: boolean | undefined;
  /** rows of `TableCell` */
  readonly children: ReactNode;
}

/** A table; on narrow screens each row becomes a block with its labels. */
export const Table = ({ label, columns, wide, children }: TableProps) => (
  <div className={classes(styles['scroller'], wide === true && styles['wide'])}>
    <table className={styles['table']} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={classes(column.align === 'end' && styles['end'])}>
              {column.hidden === true ? <VisuallyHidden>{column.label}</VisuallyHidden> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

interface TableCellProps {
  /** its column's, for narrow screens */
  readonly label: string;
  /** what it is to its row, where that needs no label: on a narrow screen it heads the block (`name`, after its `mark`), or ends it (`actions`, after its `state`) */
  readonly as?: 'mark' | 'name' | 'state' | 'actions' | undefined;
  readonly children?: ReactNode;
}

/** A cell, with its column's label for narrow screens, where its row is a block. */
export const TableCell = ({ label, as, children }: TableCellProps) => (
  <td data-label={label} className={as && styles[as]}>
    {children}
  </td>
);
