import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';

/** Height of a row before any was measured, in pixels. */
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

/** Where a table was left, for who comes back to it. */
export interface Place {
  /** of the window, in pixels */
  readonly offset: number;
  /** of a row, in pixels, where one was measured */
  readonly height: number | undefined;
}

interface Returning {
  /** where to begin; undefined: where the window is */
  readonly start?: Place | undefined;
  readonly onLeave?: ((place: Place) => void) | undefined;
}

/** Hears which rows are drawn: the first and the last of them. */
export type OnRows = (first: number, last: number) => void;

/** Which of `count` rows are in view of the window, and `around` them on each side. */
export const useWindowOfRows = (
  count: number,
  onRows: OnRows | undefined,
  around = 3,
  { start, onLeave }: Returning = {},
): WindowOfRows => {
  const table = useRef<HTMLTableElement>(null);
  const [margin, setMargin] = useState(0);
  const [usual, setUsual] = useState(start?.height);
  // another function for the keys has the places of all rows reckoned anew
  const reckoned = useMemo(() => ({ estimateSize: () => usual ?? estimate, getItemKey: (index: number) => index }), [usual]);
  const virtual = useWindowVirtualizer<HTMLElement>({
    count,
    overscan: around,
    scrollMargin: margin,
    ...reckoned,
    ...(start === undefined ? {} : { initialOffset: start.offset }),
    measureElement: (row, entry, { itemSizeCache }) => {
      const size = entry?.borderBoxSize[0]?.blockSize;
      // the observer tells in time for the same frame; to ask the row would have the browser lay out the page in between
      if (size === undefined) return itemSizeCache.get(Number(row.dataset['index'])) ?? reckoned.estimateSize();
      if (usual === undefined) setUsual(size);
      return size;
    },
  });
  const { isScrolling } = virtual;
  useLayoutEffect(() => {
    // not while rows come and go: that would be another layout
    if (!isScrolling) setMargin(table.current?.offsetTop ?? 0);
  }, [isScrolling, count]);
  // as the last scroll was: what stands above may be gone by then
  const leave = useEffectEvent(() => onLeave?.({ offset: virtual.scrollOffset ?? 0, height: usual }));
  useLayoutEffect(() => () => leave(), []);
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
    // all of it before any is drawn: there has to be room to begin further down
    after: virtual.getTotalSize() - (last === undefined ? 0 : last.end - virtual.options.scrollMargin),
    measure: virtual.measureElement,
  };
};
