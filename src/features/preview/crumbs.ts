import { previewAddress } from '#api/preview-address.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { hostName } from '#lib/row-name.ts';
import { addressOf } from '#lib/storage-address.ts';

interface Crumb {
  readonly label: string;
  readonly href: string | undefined;
}

/** Parts of a key that are shown, the last ones: there may be thousands of slashes in it. */
const most = 20;

/** The way from the host to a key or prefix. A host is opened by a row for all of its buckets only. */
export const crumbsTo = (row: CloudRow, bucket: string | undefined, key: string): Crumb[] => {
  const host = { label: hostName(row.host), href: row.bucket === '' ? previewAddress(addressOf(row, '')) : undefined };
  if (bucket === undefined) return [host];
  const parts = key.split('/').slice(0, key.endsWith('/') ? -1 : undefined);
  const hidden = Math.max(0, parts.length - most);
  const crumbs =
    key === '' ? [] : parts.slice(hidden).map((label, index) => ({ label, prefix: `${parts.slice(0, hidden + index + 1).join('/')}/` }));
  return [
    host,
    ...[{ label: bucket, prefix: '' }, ...crumbs].map(({ label, prefix }) => ({
      label,
      href: previewAddress(addressOf(row, bucket, prefix)),
    })),
  ];
};
