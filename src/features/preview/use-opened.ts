import { useState } from 'react';
import type { CloudRow } from '#lib/cloud-row.ts';
import { open, type Opened } from './source.ts';

interface Found {
  readonly rows: readonly CloudRow[];
  readonly opened: Opened;
}

/** How an address is read; undefined while the rows load. Found out anew where they change, and by `again`: what is read by the same row stays open. */
export const useOpened = (
  address: string,
  rows: readonly CloudRow[] | undefined,
): { readonly opened: Opened | undefined; readonly again: () => void } => {
  const [found, setFound] = useState<Found>();
  const openBy = (by: readonly CloudRow[]): Opened => open(address, by, location.protocol);
  if (rows !== undefined && found?.rows !== rows) {
    const opened = openBy(rows);
    setFound({ rows, opened: found !== undefined && isSameObject(found.opened, opened) ? found.opened : opened });
  }
  return {
    opened: rows && found?.opened,
    again: () => rows && setFound({ rows, opened: openBy(rows) }),
  };
};

const isSameObject = (one: Opened, other: Opened): boolean => {
  if (one.kind !== 'source' || other.kind !== 'source') return false;
  const [place, now] = [one.source.place, other.source.place];
  return place?.row === now?.row && place?.bucket === now?.bucket && place?.key === now?.key;
};
