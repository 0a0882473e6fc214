import { rowLimits, tidyRow, type CloudRow, type RowFields } from './cloud-row.ts';
import { hostWithPort, providerOf, readEndpoint } from './storage-endpoint.ts';

/** A row as ClearML's own pages keep it, in the clear, in this browser: `auth.s3BucketCredentials.bucketCredentials` of their entry. */
interface ClearmlKey {
  readonly Bucket: string;
  readonly Key: string;
  readonly Secret: string;
  readonly Token: string;
  readonly Region: string;
  /** null for AWS */
  readonly Endpoint: string | null;
}

/** Longest entry that is read, characters (browsers keep five million at most), and most rows out of it. */
const most = { text: 5_000_000, rows: 100 } as const;

/** The fields of one of ClearML's rows. Its one SAS, of bucket `azure`, is for whatever account: which one is to be asked. */
export const fieldsOfClearmlKey = (text: (name: keyof ClearmlKey) => string): RowFields => ({
  bucket: text('Bucket'),
  key: text('Key'),
  secret: text('Secret'),
  token: text('Token'),
  region: text('Region'),
  host: text('Endpoint'),
  style: '',
});

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined; // it has that member

const parse = (state: string | null): unknown => {
  if (state === null || state.length > most.text) return undefined;
  try {
    return JSON.parse(state);
  } catch {
    return undefined;
  }
};

const keysIn = (state: unknown): readonly unknown[] => {
  const list = memberOf(memberOf(memberOf(state, 'auth'), 's3BucketCredentials'), 'bucketCredentials');
  return Array.isArray(list) ? (list as readonly unknown[]) : []; // isArray answers any[]
};

/** The rows that ClearML's own pages keep, from the text of their entry; none where it is broken. Rows without a secret, and fields longer than ours may be, are left. */
export const readClearmlKeys = (state: string | null): RowFields[] =>
  keysIn(parse(state))
    .slice(0, most.rows)
    .map((entry) =>
      fieldsOfClearmlKey((name) => {
        const value = memberOf(entry, name);
        return typeof value === 'string' ? value : '';
      }),
    )
    .filter(
      (fields) =>
        fields.secret !== '' && Object.entries(rowLimits).every(([name, limit]) => fields[name as keyof typeof rowLimits].length <= limit),
    ) // its own names
    .map(tidyRow);

/** Why a row is nothing for ClearML's own pages. */
export type ClearmlRefusal = 'azure' | 'no_bucket' | 'virtual';

/** What keeps ClearML's own pages from reading by a row, or from keeping its secret to its host. */
export const clearmlRefusal = ({ bucket, host, style }: RowFields): ClearmlRefusal | undefined => {
  if (providerOf(host) === 'azure') return 'azure';
  if (bucket === '') return 'no_bucket';
  return style === 'virtual' && providerOf(host) === 's3' ? 'virtual' : undefined;
};

/** ClearML tells a host from a bucket by its port, and compares the two as texts. */
const endpointOf = (host: string): string | null => {
  const endpoint = readEndpoint(host);
  if (endpoint === undefined || providerOf(host) === 'aws') return null;
  return providerOf(host) === 'google' ? endpoint.origin : `${endpoint.protocol}//${hostWithPort(endpoint)}`;
};

/** Rows as ClearML's own pages keep them; without those that are nothing for them. */
export const clearmlKeys = (rows: readonly CloudRow[]): ClearmlKey[] =>
  rows
    .filter((row) => clearmlRefusal(row) === undefined)
    .map(({ bucket, key, secret, token, region, host }) => ({
      Bucket: bucket,
      Key: key,
      Secret: secret,
      Token: token,
      Region: region,
      Endpoint: endpointOf(host),
    }));

const bare = (endpoint: unknown): string => (typeof endpoint === 'string' ? endpoint.replace(/^https?:\/\//i, '') : '');

/**
 * The text of ClearML's entry with these rows in it: in place of those for the same bucket and host, all else as it was. Undefined where the
 * entry is broken, or not shaped as ClearML's: then nothing is to be written.
 */
export const withClearmlKeys = (state: string | null, rows: readonly CloudRow[]): string | undefined => {
  const whole = parse(state);
  const auth = memberOf(whole, 'auth');
  if (!isObject(whole) || (auth !== undefined && !isObject(auth))) return undefined;
  const keys = clearmlKeys(rows);
  const isOurs = (entry: unknown): boolean =>
    keys.some(({ Bucket, Endpoint }) => memberOf(entry, 'Bucket') === Bucket && bare(memberOf(entry, 'Endpoint')) === bare(Endpoint));
  const credentials = memberOf(auth, 's3BucketCredentials');
  const listed = memberOf(credentials, 'bucketCredentials');
  if ((credentials !== undefined && !isObject(credentials)) || (listed !== undefined && !Array.isArray(listed))) return undefined;
  const list = [...keysIn(whole).filter((entry) => !isOurs(entry)), ...keys];
  const s3BucketCredentials = { ...credentials, bucketCredentials: list };
  return JSON.stringify({ ...whole, auth: { ...auth, s3BucketCredentials } });
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
