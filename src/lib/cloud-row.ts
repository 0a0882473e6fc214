import { hasVirtualHosts, isAzureHost, providerOf, readEndpoint } from './storage-endpoint.ts';

/** Where the bucket stands in an address: in its path, or before its host. Empty: as the host is known to want it. */
export type AddressStyle = '' | 'path' | 'virtual';

/** One row of Web App Cloud Access: the keys of one bucket at one host, or of all buckets there. Empty text stands for what was left out. */
export interface CloudRow {
  readonly id: string;
  /** bucket, for Azure the container; empty: all at the host that have no row of their own */
  readonly bucket: string;
  /** access key; for Azure the account's name or empty */
  readonly key: string;
  /** secret key; for Azure the SAS without its leading `?` */
  readonly secret: string;
  /** session token of temporary keys */
  readonly token: string;
  readonly region: string;
  /** origin such as `https://minio.example:9000`; empty: AWS */
  readonly host: string;
  readonly style: AddressStyle;
}

/** What a person types into a row. */
export type RowFields = Omit<CloudRow, 'id'>;

/** A field of a row that holds text. */
export type TextFieldName = Exclude<keyof RowFields, 'style'>;

/** The text fields in the order in which they stand in a row. */
export const rowFields = ['bucket', 'key', 'secret', 'token', 'region', 'host'] as const satisfies readonly TextFieldName[];

/** Longest value of a field, characters. Session tokens have no stated limit; those of AWS stay under 4,096. */
export const rowLimits = { bucket: 255, key: 256, secret: 4096, token: 8192, region: 64, host: 300 } as const satisfies Record<
  TextFieldName,
  number
>;

/** True for what a bucket may be called anywhere; containers of Azure's own begin with `$`. */
export const isBucketName = (text: string): boolean => /^[A-Za-z0-9$_][A-Za-z0-9._:-]*$/.test(text);

/** What can be wrong with a field of a row, as a name. */
export type RowProblem =
  | 'missing'
  | 'too_long'
  | 'control_characters'
  | 'bad_bucket'
  | 'bad_region'
  | 'bad_host'
  | 'not_https'
  | 'not_a_sas'
  | 'needs_account'
  | 'twice';

/** The row as it is stored: outer blanks gone, host as an origin, no `?` before a SAS, no bucket before a host that is known. A host that cannot be read stays as typed. */
export const tidyRow = (fields: RowFields): RowFields => {
  const bucket = fields.bucket.trim();
  const host = withoutBucket(fields.host.trim(), bucket);
  const secret = fields.secret.trim();
  return {
    bucket,
    key: fields.key.trim(),
    secret: isAzureHost(host) ? secret.replace(/^\?/, '') : secret,
    token: fields.token.trim(),
    region: fields.region.trim().toLowerCase(),
    host: readEndpoint(host)?.origin ?? host,
    style: fields.style,
  };
};

/** `models.s3.eu-west-1.amazonaws.com` is where the bucket `models` is read, and its host the rest. Elsewhere a host may be called like a bucket. */
const withoutBucket = (host: string, bucket: string): string => {
  const { protocol, host: name = '' } = readEndpoint(host) ?? {};
  const rest = name.slice(bucket.length + 1);
  return bucket !== '' && name.startsWith(`${bucket}.`) && hasVirtualHosts(rest) ? `${protocol}//${rest}` : host;
};

/** What is wrong with a tidied row, by field; empty when it can be used. `others` are the rows beside it. */
export const rowProblems = (fields: RowFields, others: readonly RowFields[] = []): Partial<Record<TextFieldName, RowProblem>> => {
  const problems: Partial<Record<TextFieldName, RowProblem>> = {};
  for (const name of rowFields) {
    const problem = fieldProblem(name, fields);
    if (problem !== undefined) problems[name] = problem;
  }
  if (problems.bucket === undefined && others.some((other) => isSamePlace(other, fields))) problems.bucket = 'twice';
  return problems;
};

/** Whether an address cannot tell two rows apart: for one bucket, or all, at one host. AWS is one host by all of its names. */
export const isSamePlace = (a: RowFields, b: RowFields): boolean => a.bucket === b.bucket && placeOf(a.host) === placeOf(b.host);

const placeOf = (host: string): string => (providerOf(host) === 'aws' ? '' : host);

const fieldProblem = (name: TextFieldName, fields: RowFields): RowProblem | undefined => {
  const value = fields[name];
  if (value.length > rowLimits[name]) return 'too_long';
  if (/\p{Cc}/u.test(value)) return 'control_characters';
  if (value === '' && name === 'host' && lacksAccount(fields)) return 'needs_account';
  if (value === '') return isNeeded(name, isAzureHost(fields.host) || lacksAccount(fields)) ? 'missing' : undefined;
  return shapeProblem(name, value, fields);
};

/** ClearML's own list has one SAS for whatever account, under the bucket `azure`; and a SAS alone does not name its account. */
export const lacksAccount = ({ bucket, host, secret }: RowFields): boolean =>
  host === '' && (bucket.toLowerCase() === 'azure' || ['sv', 'sig'].every((name) => new URLSearchParams(secret).has(name)));

const isNeeded = (name: TextFieldName, azure: boolean): boolean => name === 'secret' || (!azure && name === 'key');

const shapeProblem = (name: TextFieldName, value: string, fields: RowFields): RowProblem | undefined => {
  if (name === 'bucket') return isBucketName(value) ? undefined : 'bad_bucket';
  if (name === 'region') return /^[a-z0-9-]+$/.test(value) ? undefined : 'bad_region';
  if (name === 'secret') return isAzureHost(fields.host) && !new URLSearchParams(value).has('sig') ? 'not_a_sas' : undefined;
  if (name !== 'host') return undefined;
  if (readEndpoint(value) === undefined) return 'bad_host';
  return isAzureHost(value) && !value.startsWith('https://') ? 'not_https' : undefined;
};
