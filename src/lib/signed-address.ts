import type { CloudRow } from './cloud-row.ts';
import { presign } from './sigv4.ts';
import { providerOf, readEndpoint, type Provider } from './storage-endpoint.ts';
import { encodePath } from './uri.ts';

/** What to read of a row's storage: one object, or the name of its bucket's first one (`prefix` undefined: of all). */
export type Wanted =
  | { readonly what: 'object'; readonly bucket: string; readonly key: string; readonly download?: boolean }
  | { readonly what: 'first'; readonly bucket: string };

/** Life of a signed address, seconds. */
export const addressLife = 600;

/** Region that signs where a row names none. Google takes `auto`; S3 servers of one's own take AWS's first region. */
export const defaultRegion = (provider: Provider): string => (provider === 'google' ? 'auto' : 'us-east-1');

/**
 * The address that reads `wanted` with the row's keys. Its host is built from the row alone. An Azure row appends its SAS, all others
 * sign by SigV4 for ten minutes; `now` is milliseconds since 1970.
 */
export const signedAddress = (row: CloudRow, wanted: Wanted, now: number): string => {
  const provider = providerOf(row.host);
  if (provider === 'azure') return sharedAddress(row, wanted);
  const region = row.region === '' ? defaultRegion(provider) : row.region;
  const path = wanted.what === 'object' ? `/${wanted.key}` : '/';
  return presign(
    { method: 'GET', ...target(row, provider, region, wanted.bucket, path), query: s3Query(wanted), seconds: addressLife, now },
    { accessKey: row.key, secretKey: row.secret, region, ...(row.token === '' ? {} : { sessionToken: row.token }) },
  );
};

/** AWS wants the bucket in the host; a dot in it would break the certificate, so such a bucket stands in the path as on all other servers. */
const target = (row: CloudRow, provider: Provider, region: string, bucket: string, path: string): { origin: string; path: string } => {
  if (provider !== 'aws') return { origin: originOf(row), path: `/${bucket}${path}` };
  const host = `s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const inHost = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(bucket);
  return inHost ? { origin: `https://${bucket}.${host}`, path } : { origin: `https://${host}`, path: `/${bucket}${path}` };
};

const s3Query = (wanted: Wanted): Record<string, string> => {
  if (wanted.what === 'first') return { 'list-type': '2', 'max-keys': '1' };
  return wanted.download === true ? { 'response-content-disposition': 'attachment' } : {};
};

const sharedAddress = (row: CloudRow, wanted: Wanted): string => {
  const path = encodePath(wanted.what === 'object' ? `/${wanted.bucket}/${wanted.key}` : `/${wanted.bucket}`);
  const listing = wanted.bucket === '' ? 'comp=list&maxresults=1&' : 'restype=container&comp=list&maxresults=1&';
  return `${originOf(row)}${path}?${wanted.what === 'first' ? listing : ''}${row.secret.replace(/^\?/, '')}`;
};

const originOf = (row: CloudRow): string => {
  const endpoint = readEndpoint(row.host);
  if (endpoint === undefined) throw new Error('A row whose host cannot be read');
  return endpoint.origin;
};
