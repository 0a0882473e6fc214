import { base } from '#api/base.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { addressOf } from '#lib/storage-address.ts';
import { hostTitle } from './row-title.ts';

interface Crumb {
  readonly label: string;
  readonly href: string | undefined;
}

/** Where Preview shows an address. */
export const previewOf = (address: string): string => `${base}preview?url=${encodeURIComponent(address)}`;

/** The way from the host to a key or prefix. A host is opened by a row for all of its buckets only. */
export const crumbsTo = (row: CloudRow, bucket: string | undefined, key: string): Crumb[] => {
  const host = { label: hostTitle(row.host), href: row.bucket === '' ? previewOf(addressOf(row, '')) : undefined };
  if (bucket === undefined) return [host];
  const parts = key.split('/').slice(0, key.endsWith('/') ? -1 : undefined);
  const crumbs = key === '' ? [] : parts.map((label, index) => [label, `${parts.slice(0, index + 1).join('/')}/`] as const);
  return [host, { label: bucket, prefix: '' }, ...crumbs.map(([label, prefix]) => ({ label, prefix }))].map((crumb) =>
    'prefix' in crumb ? { label: crumb.label, href: previewOf(addressOf(row, bucket, crumb.prefix)) } : crumb,
  );
};
