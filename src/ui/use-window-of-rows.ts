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

/** Which of `count` rows are in view of the window, and `around` them on each side. Near the end it asks for `more`. */
export const useWindowOfRows = (count: number, more: (() => void) | undefined, around = 3): WindowOfRows => {
  const table = useRef<HTMLTableElement>(null);
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => estimate,
    overscan: around,
    scrollMargin: table.current?.offsetTop ?? 0,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const nearEnd = last !== undefined && last.index >= count - 10;

  useEffect(() => {
    if (nearEnd) more?.();
  }, [nearEnd, more]);

  return {
    table,
    rows: items.map(({ index }) => index),
    before: first === undefined ? 0 : first.start - virtual.options.scrollMargin,
    after: last === undefined ? 0 : virtual.getTotalSize() - (last.end - virtual.options.scrollMargin),
    measure: virtual.measureElement,
  };
};
