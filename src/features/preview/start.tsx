import { previewAddress } from '#api/preview-address.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { rowName } from '#lib/row-name.ts';
import { addressOf } from '#lib/storage-address.ts';
import { Empty } from '#ui/empty.tsx';
import { TextLink } from '#ui/text-link.tsx';
import styles from './preview.module.css';

/** While nothing is opened: what can be, and what there are keys for. */
export const Start = ({ rows }: { readonly rows: readonly CloudRow[] }) => (
  <Empty
    title="Nothing opened yet"
    action={
      rows.length > 0 && (
        <ul className={styles['known']} aria-label="What there are keys for">
          {rows.map((row) => (
            <li key={row.id}>
              <TextLink href={previewAddress(addressOf(row, row.bucket))}>{rowName(row, rows)}</TextLink>
            </li>
          ))}
        </ul>
      )
    }
  >
    Enter the address of an object or a bucket, such as s3://bucket/folder/image.png
    {rows.length > 0 ? ', or open one that you have keys for:' : '.'}
  </Empty>
);
