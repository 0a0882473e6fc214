import { File, Folder } from 'lucide-react';
import { previewAddress } from '#api/preview-address.ts';
import { byteSize } from '#lib/byte-size.ts';
import { addressOf, canBeAsked } from '#lib/storage-address.ts';
import { TextLink } from '#ui/text-link.tsx';
import { Time } from '#ui/time.tsx';
import type { Place } from '#ui/use-window-of-rows.ts';
import { WindowedTable } from '#ui/windowed-table.tsx';
import styles from './entry-table.module.css';
import type { Entry, ListAsked } from './use-listing.ts';

interface EntryTableProps extends ListAsked {
  readonly label: string;
  readonly entries: readonly Entry[];
  /** others are on their way */
  readonly pending: boolean;
  /** whether these are all */
  readonly complete: boolean;
  /** where it was left */
  readonly start: Place | undefined;
  readonly onLeave: ((place: Place) => void) | undefined;
}

/** So many are drawn whether one sees them or not, so that the browser can search in them. */
const drawn = 200;

/** Folders and objects, or buckets, as links. */
export const EntryTable = ({ label, row, bucket, prefix, entries, pending, complete, start, onLeave }: EntryTableProps) => {
  const inBucket = bucket !== undefined;
  return (
    <WindowedTable
      label={label}
      className={styles['table']}
      head={
        <>
          <th scope="col">Name</th>
          {inBucket && <th scope="col">Size</th>}
          {inBucket && <th scope="col">Modified</th>}
        </>
      }
      count={entries.length}
      itemAt={(index) => entries[index]}
      keyOf={({ key }) => key}
      renderCells={(entry) => (
        <>
          <td>
            <Name row={row} bucket={bucket} prefix={prefix} entry={entry} />
          </td>
          {inBucket && <td data-label="Size">{entry.size === undefined ? '' : byteSize(entry.size)}</td>}
          {inBucket && <td data-label="Modified">{entry.modified !== undefined && <Time value={entry.modified} />}</td>}
        </>
      )}
      complete={complete}
      busy={pending}
      around={entries.length > drawn ? 5 : drawn}
      start={start}
      onLeave={onLeave}
    />
  );
};

const Name = ({ row, bucket, prefix, entry: { key } }: ListAsked & { readonly entry: Entry }) => {
  const folder = bucket === undefined || key.endsWith('/');
  const Icon = folder ? Folder : File;
  const name = key.slice(prefix.length);
  const address = bucket === undefined ? addressOf(row, key) : addressOf(row, bucket, key);
  return (
    <span className={styles['name']}>
      <Icon aria-hidden="true" />
      {folder || canBeAsked(key) ? (
        <TextLink href={previewAddress(address)}>
          <bdi>{name}</bdi>
        </TextLink>
      ) : (
        <bdi>{name}</bdi>
      )}
    </span>
  );
};
