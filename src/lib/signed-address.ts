import type { CloudRow } from './cloud-row.ts';
import type { ListMark } from './listing.ts';
import { rowOrigin } from './row-origin.ts';
import { presign, type SigningKeys } from './sigv4.ts';
import { hasVirtualHosts, isNumeric, providerOf, usualRegion } from './storage-endpoint.ts';
import { encodePath, encodeUri } from './uri.ts';

/** What to read of a row's storage. */
export type Wanted =
  | { readonly what: 'object'; readonly bucket: string; readonly key: string; readonly download?: boolean }
  | ListWanted
  /** the names of all buckets (containers) that the keys may see */
  | { readonly what: 'buckets' };

/** Part of what is in a bucket. */
export interface ListWanted {
  readonly what: 'list';
  readonly bucket: string;
  /** only keys that begin so; empty: all */
  readonly prefix: string;
  /** as if there were folders: what goes on beyond the next `/` is one entry */
  readonly folders: boolean;
  /** entries of one answer; S3 gives up to 1,000 */
  readonly limit: number;
  /** mark of the previous answer, to go on behind it */
  readonly after?: ListMark;
}

/** Life of a signed address, seconds. */
export const addressLife = 900;

/** Life of an address that is given to the server's probe, seconds. */
const probeLife = 60;

/** Region that signs. */
export const regionOf = (row: CloudRow): string => row.region || usualRegion(row.host);

/**
 * The address that reads `wanted` with the row's keys. Its host is built from the row alone. An Azure row appends its SAS, all others
 * sign by SigV4 for 15 minutes; `now` is milliseconds since 1970.
 */
export const signedAddress = (row: CloudRow, wanted: Wanted, now: number): string =>
  providerOf(row.host) === 'azure' ? sharedAddress(row, wanted) : signed(row, 'GET', addressLife, wanted, now);

/** What the addresses of a row show that holds for longer than they do; undefined: nothing. Whoever gets one of them could go on with it. */
export const secretInAddress = (row: CloudRow): 'shared access signature' | 'session token' | undefined => {
  if (providerOf(row.host) === 'azure') return 'shared access signature';
  return row.token === '' ? undefined : 'session token';
};

/**
 * The address that may be shown to the server's probe: signed for a minute and for HEAD, or, where a signature holds longer or names a
 * session token, not signed at all.
 */
export const probeAddress = (row: CloudRow, wanted: Wanted, now: number): string => {
  if (secretInAddress(row) === undefined) return signed(row, 'HEAD', probeLife, wanted, now);
  const { origin, path } = target(row, wanted);
  return `${origin}${encodePath(path)}`;
};

/** The keys of rows: of one row always the same object, by which its signing key is found. */
const signers = new WeakMap<CloudRow, SigningKeys>();

const keysOf = (row: CloudRow): SigningKeys => {
  const known = signers.get(row);
  if (known !== undefined) return known;
  const region = regionOf(row);
  const keys = { accessKey: row.key, secretKey: row.secret, region, ...(row.token === '' ? {} : { sessionToken: row.token }) };
  signers.set(row, keys);
  return keys;
};

const signed = (row: CloudRow, method: 'GET' | 'HEAD', seconds: number, wanted: Wanted, now: number): string => {
  const query = method === 'GET' ? s3Query(wanted) : {};
  return presign({ method, ...target(row, wanted), query, seconds, now }, keysOf(row));
};

/** Origin and plain path. A bucket stands before the host only under a name that cannot change which host that is. */
const target = (row: CloudRow, wanted: Wanted): { readonly origin: string; readonly path: string } => {
  const origin = rowOrigin(row.host, regionOf(row));
  const key = wanted.what === 'object' ? `/${wanted.key}` : '/';
  if (wanted.what === 'buckets') return { origin, path: '/' };
  const { bucket } = wanted;
  if (!standsBeforeHost(row, bucket)) {
    return { origin, path: wanted.what === 'list' && providerOf(row.host) === 'azure' ? `/${bucket}` : `/${bucket}${key}` };
  }
  return { origin: origin.replace('://', `://${bucket}.`), path: key };
};

/**
 * By the row's own choice, at whatever host; else as the host wants it, where a dot in the bucket would break the certificate. An address may
 * choose the bucket of a row for all of them: without that choice it signs for `bucket.host` only where every name below its host is the
 * provider's own (`hasVirtualHosts`).
 */
const standsBeforeHost = (row: CloudRow, bucket: string): boolean => {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) || providerOf(row.host) === 'azure') return false;
  if (row.style !== '') return row.style === 'virtual' && !isNumeric(row.host);
  return (row.host === '' || hasVirtualHosts(row.host)) && !bucket.includes('.');
};

const s3Query = (wanted: Wanted): Record<string, string> => {
  if (wanted.what === 'buckets') return {};
  if (wanted.what === 'object') return wanted.download === true ? { 'response-content-disposition': 'attachment' } : {};
  return {
    'list-type': '2',
    'max-keys': String(wanted.limit),
    ...(wanted.folders ? { delimiter: '/' } : {}),
    'encoding-type': 'url',
    ...(wanted.prefix === '' ? {} : { prefix: wanted.prefix }),
    ...wanted.after,
  };
};

const azureQuery = (wanted: Wanted): string => {
  if (wanted.what === 'buckets') return 'comp=list&';
  if (wanted.what === 'object') return '';
  const { folders, prefix, limit, after } = wanted;
  const some = [
    folders && 'delimiter=%2F',
    prefix !== '' && `prefix=${encodeUri(prefix)}`,
    after !== undefined && 'marker' in after && `marker=${encodeUri(after.marker)}`,
  ];
  return ['restype=container&comp=list', `maxresults=${limit}`, ...some.filter((one) => one !== false), ''].join('&');
};

const sharedAddress = (row: CloudRow, wanted: Wanted): string => {
  const { origin, path } = target(row, wanted);
  return `${origin}${encodePath(path)}?${azureQuery(wanted)}${row.secret.replace(/^\?/, '')}`;
};
