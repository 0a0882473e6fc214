import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type RefObject } from 'react';

/** Height of a row before it was measured, in pixels. */
const estimate = 57;

interface WindowOfRows {
  readonly table: RefObject<HTMLTableElement | null>;
  /** which rows to draw */
  readonly rows: readonly number[];
  /** the space of the rows that are not drawn, in pixels */
  readonly before: number;
  readonly after: number;
  /** for each row, with its `data-index` */
  readonly measure: (row: HTMLElement | null) => void;
}

/** Hears which rows are drawn: the first and the last of them. */
export type OnRows = (first: number, last: number) => void;

/** Which of `count` rows are in view of the window, and `around` them on each side. */
export const useWindowOfRows = (count: number, onRows: OnRows | undefined, around = 3): WindowOfRows => {
  const table = useRef<HTMLTableElement>(null);
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => estimate,
    overscan: around,
    scrollMargin: table.current?.offsetTop ?? 0,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const [from, to] = [first?.index, last?.index];

  useEffect(() => {
    if (from !== undefined && to !== undefined) onRows?.(from, to);
  }, [from, to, onRows]);

  return {
    table,
    rows: items.map(({ index }) => index),
    before: first === undefined ? 0 : first.start - virtual.options.scrollMargin,
    after: last === undefined ? 0 : virtual.getTotalSize() - (last.end - virtual.options.scrollMargin),
    measure: virtual.measureElement,
  };
};
