import type { CloudRow } from './cloud-row.ts';
import { hasVirtualHosts, isAzureHost, providerOf, readEndpoint } from './storage-endpoint.ts';
import { decodePath, encodePath } from './uri.ts';

/** Why an address cannot be opened at all. */
export type AddressProblem = 'unknown_scheme' | 'user_info' | 'no_object' | 'dot_segments' | 'not_azure' | 'bad_host';

/** What an address names: an object that a row has the keys for, a plain web address, an object without a row, or nothing. */
export type Place =
  | { readonly kind: 'row'; readonly row: CloudRow; readonly bucket: string; readonly key: string }
  | { readonly kind: 'web'; readonly url: string }
  | { readonly kind: 'no_row'; readonly bucket: string; /** undefined: AWS */ readonly host: string | undefined }
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
  const [, scheme = '', authority = '', path = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]*)(.*)$/is.exec(address.trim()) ?? [];
  if (authority.includes('@')) return { kind: 'problem', problem: 'user_info' };
  switch (scheme.toLowerCase()) {
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

/** The address under which Preview opens an object of a row; the inverse of `locate`. */
export const addressOf = (row: CloudRow, bucket: string, key: string): string => {
  const endpoint = readEndpoint(row.host);
  if (endpoint === undefined || providerOf(row.host) === 'aws') return `s3://${bucket}/${key}`;
  if (providerOf(row.host) === 'google') return `gs://${bucket}/${key}`;
  if (providerOf(row.host) === 'azure') return `azure://${endpoint.host}/${encodePath(`${bucket}/${key}`)}`;
  const port = /:\d+$/.test(endpoint.host) ? '' : endpoint.protocol === 'https:' ? ':443' : ':80';
  return `s3://${endpoint.host}${port}/${bucket}/${key}`;
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
  if (!URL.canParse(address)) return { kind: 'problem', problem: 'bad_host' };
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return { kind: 'problem', problem: 'user_info' };
  const path = decodePath(url.pathname).slice(1);
  const place = choose([...belowHosts(url, path, rows), ...awsReadings(url, path), reading(url.host, path, url.protocol)], rows);
  return place.kind === 'row' ? place : { kind: 'web', url: url.href };
};

const awsReadings = (url: URL, path: string): Reading[] => {
  const [, bucket] = /^(.+?)\.s3(?:[.-][a-z0-9-]+)?(?:\.[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/.exec(url.host) ?? [];
  if (bucket !== undefined) return [reading(undefined, `${bucket}/${path}`)];
  return providerOf(url.origin) === 'aws' ? [reading(undefined, path)] : [];
};

/** What stands before the host of a row is a bucket, where that host is read so. */
const belowHosts = (url: URL, path: string, rows: readonly CloudRow[]): Reading[] =>
  rows.flatMap((row) => {
    const { host } = readEndpoint(row.host) ?? {};
    const virtual = row.style === 'virtual' || (row.style === '' && hasVirtualHosts(row.host) && providerOf(row.host) !== 'aws');
    if (!virtual || host === undefined || !url.host.endsWith(`.${host}`)) return [];
    return [reading(host, `${url.host.slice(0, -host.length - 1)}/${path}`, url.protocol)];
  });

const choose = (readings: readonly Reading[], rows: readonly CloudRow[]): Place => {
  // a row of the bucket before the default of a host, however the address is read
  for (const bucketOf of [(one: Reading) => one.bucket, () => '']) {
    for (const one of readings) {
      const row = rows.find((other) => other.bucket === bucketOf(one) && isAt(one, other));
      if (row !== undefined) return usable(one) ?? { kind: 'row', row, bucket: one.bucket, key: one.key };
    }
  }
  const last = readings.at(-1);
  if (last === undefined) return { kind: 'problem', problem: 'bad_host' };
  return usable(last) ?? { kind: 'no_row', bucket: last.bucket, host: last.host };
};

const usable = ({ bucket, key }: Reading): Place | undefined => {
  if (bucket === '' || key === '') return { kind: 'problem', problem: 'no_object' };
  return canBeAsked(`${bucket}/${key}`) ? undefined : { kind: 'problem', problem: 'dot_segments' };
};

/** The host is the row's, exactly. */
const isAt = ({ host, protocol }: Reading, row: CloudRow): boolean => {
  if (host === undefined) return providerOf(row.host) === 'aws';
  const endpoint = readEndpoint(row.host);
  if (endpoint === undefined || (protocol !== undefined && protocol !== endpoint.protocol)) return false;
  return readEndpoint(`${endpoint.protocol}//${host}`)?.host === endpoint.host;
};
