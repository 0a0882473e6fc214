import { previewAddress } from '#api/preview-address.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { hostName } from '#lib/row-name.ts';
import { addressOf } from '#lib/storage-address.ts';

interface Crumb {
  readonly label: string;
  readonly href: string | undefined;
}

/** The way from the host to a key or prefix. A host is opened by a row for all of its buckets only. */
export const crumbsTo = (row: CloudRow, bucket: string | undefined, key: string): Crumb[] => {
  const host = { label: hostName(row.host), href: row.bucket === '' ? previewAddress(addressOf(row, '')) : undefined };
  if (bucket === undefined) return [host];
  const parts = key.split('/').slice(0, key.endsWith('/') ? -1 : undefined);
  const crumbs = key === '' ? [] : parts.map((label, index) => [label, `${parts.slice(0, index + 1).join('/')}/`] as const);
  return [host, { label: bucket, prefix: '' }, ...crumbs.map(([label, prefix]) => ({ label, prefix }))].map((crumb) =>
    'prefix' in crumb ? { label: crumb.label, href: previewAddress(addressOf(row, bucket, crumb.prefix)) } : crumb,
  );
};
