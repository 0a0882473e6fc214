import { File, Folder } from 'lucide-react';
import { previewAddress } from '#api/preview-address.ts';
import { byteSize } from '#lib/byte-size.ts';
import { addressOf, canBeAsked } from '#lib/storage-address.ts';
import { TextLink } from '#ui/text-link.tsx';
import { Time } from '#ui/time.tsx';
import { useWindowOfRows } from '#ui/use-window-of-rows.ts';
import styles from './entry-table.module.css';
import type { Entry, ListAsked } from './use-listing.ts';

interface EntryTableProps extends ListAsked {
  readonly label: string;
  readonly entries: readonly Entry[];
  /** others are on their way */
  readonly pending: boolean;
  /** whether these are all */
  readonly complete: boolean;
}

/** So many are drawn whether one sees them or not, so that the browser can search in them. */
const drawn = 200;

/** Folders and objects, or buckets, as links. */
export const EntryTable = ({ label, row, bucket, prefix, entries, pending, complete }: EntryTableProps) => {
  const { table, rows, before, after, measure } = useWindowOfRows(entries.length, undefined, entries.length > drawn ? 5 : drawn);
  return (
    <table
      ref={table}
      className={styles['table']}
      aria-label={label}
      aria-rowcount={complete ? entries.length + 1 : -1}
      aria-busy={pending}
    >
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col">Name</th>
          {bucket !== undefined && <th scope="col">Size</th>}
          {bucket !== undefined && <th scope="col">Modified</th>}
        </tr>
      </thead>
      <tbody>
        {before > 0 && <tr aria-hidden="true" style={{ blockSize: before }} />}
        {rows.map((index) => {
          const entry = entries[index];
          return entry === undefined ? null : (
            <tr key={entry.key} ref={measure} data-index={index} aria-rowindex={index + 2}>
              <td>
                <Name row={row} bucket={bucket} prefix={prefix} entry={entry} />
              </td>
              {bucket !== undefined && <td data-label="Size">{entry.size === undefined ? '' : byteSize(entry.size)}</td>}
              {bucket !== undefined && <td data-label="Modified">{entry.modified !== undefined && <Time value={entry.modified} />}</td>}
            </tr>
          );
        })}
        {after > 0 && <tr aria-hidden="true" style={{ blockSize: after }} />}
      </tbody>
    </table>
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
      {folder || canBeAsked(key) ? <TextLink href={previewAddress(address)}>{name}</TextLink> : name}
    </span>
  );
};
