import { isBucketName, type CloudRow } from './cloud-row.ts';
import { parsedUrl } from './parsed-url.ts';
import {
  hasVirtualHosts,
  hostWithPort,
  isAzureHost,
  providerOf,
  readAwsHost,
  readEndpoint,
  readVirtualHost,
  type Endpoint,
  type Provider,
} from './storage-endpoint.ts';
import { splitAddress } from './split-address.ts';
import { decodePath, encodePath, encodePathWhole } from './uri.ts';
import { hasUserInfo, isSigned, withoutSecrets } from './without-secrets.ts';

/** Why an address cannot be opened at all. */
export type AddressProblem = 'unknown_scheme' | 'user_info' | 'no_bucket' | 'bad_bucket' | 'dot_segments' | 'not_azure' | 'bad_host';

/** What an address names: something that a row has the keys for, a plain web address, something without a row, or nothing. */
export type Place =
  | { readonly kind: 'row'; readonly row: CloudRow; readonly bucket: string; readonly key: string }
  /** a bucket, or what begins in it with a prefix that ends in `/` */
  | { readonly kind: 'list'; readonly row: CloudRow; readonly bucket: string; readonly prefix: string }
  /** a host, by its default row */
  | { readonly kind: 'buckets'; readonly row: CloudRow }
  | {
      readonly kind: 'web';
      readonly url: string;
      /** the bucket that it lies in, where that is seen, and no row is for it; its host empty: AWS */
      readonly unkeyed?: { readonly bucket: string; readonly host: string };
    }
  | {
      readonly kind: 'no_row';
      /** empty: all of the host */ readonly bucket: string;
      /** undefined: AWS */ readonly host: string | undefined;
    }
  | { readonly kind: 'problem'; readonly problem: AddressProblem };

/** One way to read an address. `host` undefined is AWS; `protocol` is there where the address names it. */
interface Reading {
  readonly host: string | undefined;
  readonly protocol?: string;
  readonly bucket: string;
  readonly key: string;
}

/**
 * Finds the row whose keys may be used for an address. The address only chooses among the rows: where the request goes is built from
 * the row's own host (`signedAddress`), so an address can never send keys elsewhere.
 */
export const locate = (address: string, rows: readonly CloudRow[]): Place => {
  if (hasUserInfo(address)) return { kind: 'problem', problem: 'user_info' };
  const { scheme = '', authority = '', path = '' } = splitAddress(address) ?? {};
  switch (scheme) {
    case 's3':
      return choose(s3Readings(authority, path), rows);
    case 'gs':
      return choose([reading('storage.googleapis.com', `${authority}${path}`)], rows);
    case 'azure':
      if (!isAzureHost(authority)) return { kind: 'problem', problem: 'not_azure' };
      return choose([reading(authority, decodePath(path.replace(/[?#].*$/s, '')).slice(1), 'https:')], rows);
    case 'http':
    case 'https':
      return locateWeb(address.trim(), rows);
    default:
      return { kind: 'problem', problem: 'unknown_scheme' };
  }
};

/** False for a key with a segment `.` or `..`: every browser rewrites such a path before it sends it. */
export const canBeAsked = (key: string): boolean => !key.split('/').some((segment) => segment === '.' || segment === '..');

/**
 * The address under which Preview opens an object of a row; the inverse of `locate`. An empty key, or one that ends in `/`, lists what is
 * there, and without a bucket the buckets of the host. A key that an address would lose (a blank at its end, a word that looks like a
 * signature) is encoded in a web address, to its last letter where that still looks like one.
 */
export const addressOf = (row: CloudRow, bucket: string, key = ''): string => {
  const endpoint = readEndpoint(row.host);
  const provider = providerOf(row.host);
  const path = bucket === '' ? '' : `${bucket}/${key}`;
  if (endpoint !== undefined && provider === 'azure') return `azure://${endpoint.host}/${encodedKey(path)}`;
  const plain = `${schemeAndHost(endpoint, provider)}${path}`;
  if (withoutSecrets(plain) === plain) return plain;
  return `${provider === 'aws' || endpoint === undefined ? 'https://s3.amazonaws.com' : endpoint.origin}/${encodedKey(path)}`;
};

const encodedKey = (path: string): string => (isSigned(`/${encodePath(path)}`) ? encodePathWhole(path) : encodePath(path));

const schemeAndHost = (endpoint: Endpoint | undefined, provider: Provider): string => {
  if (endpoint === undefined || provider === 'aws') return 's3://';
  if (provider === 'google') return 'gs://';
  return `s3://${hostWithPort(endpoint)}/`;
};

const reading = (host: string | undefined, path: string, protocol?: string): Reading => {
  const slash = path.indexOf('/');
  const [bucket, key] = slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)];
  return { host, bucket, key, ...(protocol === undefined ? {} : { protocol }) };
};

/** A port says that the first part is a host. Without one it is a bucket of AWS, unless a row has just that host. */
const s3Readings = (authority: string, path: string): Reading[] => {
  const atHost = reading(authority, path.slice(1));
  return /:\d+$/.test(authority) ? [atHost] : [atHost, reading(undefined, `${authority}${path}`)];
};

const locateWeb = (address: string, rows: readonly CloudRow[]): Place => {
  const url = parsedUrl(address);
  if (url === undefined || readEndpoint(url.origin) === undefined) return { kind: 'problem', problem: 'bad_host' };
  const path = decodePath(url.pathname).slice(1);
  const readings = [...awsReadings(url, path), reading(url.host, path, url.protocol), ...belowHosts(url, path, rows)];
  return placeOf(readings, rows) ?? { kind: 'web', url: url.href, ...unkeyed(url, path) };
};

const unkeyed = (url: URL, path: string): { readonly unkeyed?: { readonly bucket: string; readonly host: string } } => {
  const virtual = readVirtualHost(url.origin);
  if (virtual !== undefined) return { unkeyed: virtual };
  const provider = providerOf(url.origin);
  const [aws] = awsReadings(url, path);
  const bucket = aws?.bucket ?? path.split('/', 1)[0] ?? '';
  if ((aws === undefined && provider !== 'google' && provider !== 'azure') || !isBucketName(bucket)) return {};
  return { unkeyed: { bucket, host: aws === undefined ? url.origin : '' } };
};

const awsReadings = (url: URL, path: string): Reading[] => {
  const aws = readAwsHost(url.origin);
  if (aws === undefined) return [];
  return [reading(undefined, aws.bucket === undefined ? path : `${aws.bucket}/${path}`)];
};

/** What stands before the host of a row is a bucket, where that host is read so, which Google's is too; the nearest host first. */
const belowHosts = (url: URL, path: string, rows: readonly CloudRow[]): Reading[] => {
  const below = rows.flatMap((row) => {
    const { host } = readEndpoint(row.host) ?? {};
    const provider = providerOf(row.host);
    const isUsual = provider === 'google' || (row.style === '' && provider !== 'aws' && hasVirtualHosts(row.host));
    if (!(isUsual || row.style === 'virtual') || host === undefined || !url.host.endsWith(`.${host}`)) return [];
    return [reading(host, `${url.host.slice(0, -host.length - 1)}/${path}`, url.protocol)];
  });
  return below.toSorted((a, b) => a.bucket.length - b.bucket.length);
};

const choose = (readings: readonly Reading[], rows: readonly CloudRow[]): Place => {
  const place = placeOf(readings, rows);
  if (place !== undefined) return place;
  const last = readings.at(-1);
  if (last === undefined) return { kind: 'problem', problem: 'bad_host' };
  return problemOf(last) ?? { kind: 'no_row', bucket: last.bucket, host: last.host };
};

/** What an address names by the first row that is for it, or why it cannot be asked for there. */
const placeOf = (readings: readonly Reading[], rows: readonly CloudRow[]): Place | undefined => {
  // a row of the bucket before the default of a host, however the address is read
  for (const isFor of [
    (row: CloudRow, { bucket }: Reading) => bucket !== '' && row.bucket === bucket,
    (row: CloudRow) => row.bucket === '',
  ]) {
    for (const one of readings) {
      const row = rows.find((other) => isFor(other, one) && isAt(one, other));
      if (row !== undefined) return problemOf(one) ?? placeIn(row, one);
    }
  }
  return undefined;
};

const placeIn = (row: CloudRow, { bucket, key }: Reading): Place => {
  if (bucket === '') return { kind: 'buckets', row };
  return isPrefix(key) ? { kind: 'list', row, bucket, prefix: key } : { kind: 'row', row, bucket, key };
};

const isPrefix = (key: string): boolean => key === '' || key.endsWith('/');

/** A prefix is asked for in the query, where browsers rewrite nothing. */
const problemOf = ({ bucket, key }: Reading): Place | undefined => {
  if (bucket === '' && key !== '') return { kind: 'problem', problem: 'no_bucket' };
  if (!canBeAsked(isPrefix(key) ? bucket : `${bucket}/${key}`)) return { kind: 'problem', problem: 'dot_segments' };
  return bucket === '' || isBucketName(bucket) ? undefined : { kind: 'problem', problem: 'bad_bucket' };
};

/** The host is the row's, exactly. */
const isAt = ({ host, protocol }: Reading, row: CloudRow): boolean => {
  if (host === undefined) return providerOf(row.host) === 'aws';
  const endpoint = readEndpoint(row.host);
  if (endpoint === undefined || (protocol !== undefined && protocol !== endpoint.protocol)) return false;
  return readEndpoint(`${endpoint.protocol}//${host}`)?.host === endpoint.host;
};
