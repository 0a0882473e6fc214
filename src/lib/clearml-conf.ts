import { accountOf, hostOfAccount } from './azure-account.ts';
import type { CloudRow } from './cloud-row.ts';
import { hoconQuoted } from './hocon-value.ts';
import { hostWithPort, providerOf, readEndpoint, regionOfHost } from './storage-endpoint.ts';

/** What ClearML does not take from a row as it is: a second row for all of AWS and one of another cloud of Azure are left out, the others are written with what they lose. */
export type ConfRemark = 'second_default' | 'other_cloud' | 'google' | 'sas' | 'style';

export interface ConfSection {
  readonly text: string;
  readonly remarks: readonly { readonly row: CloudRow; readonly remark: ConfRemark }[];
}

type Member = readonly [name: string, value: string | boolean];

const hostOf = (row: CloudRow): Member[] => {
  const endpoint = readEndpoint(row.host);
  if (endpoint === undefined || providerOf(row.host) === 'aws') return [];
  return [
    ['host', hostWithPort(endpoint)],
    ['secure', endpoint.protocol === 'https:'],
  ];
};

const keysOf = (row: CloudRow): Member[] => [
  ['key', row.key],
  ['secret', row.secret],
  ['token', row.token],
  ['region', row.region || (regionOfHost(row.host) ?? '')],
];

const containerOf = ({ host, bucket, secret }: CloudRow): Member[] => [
  ['account_name', accountOf(host)],
  ['account_key', secret],
  ['container_name', bucket],
];

/** ClearML makes the host out of the account's name alone. */
const isPublicCloud = (host: string): boolean => host === hostOfAccount(accountOf(host));

type Show = (secret: string) => string;

/** `name: "value"` for each member that is not empty. Secrets are written as `show` gives them. */
const written = (members: readonly Member[], show: Show): string[] =>
  members
    .filter(([, value]) => value !== '')
    .map(([name, value]) => {
      if (typeof value === 'boolean') return `${name}: ${value}`;
      return `${name}: ${hoconQuoted(/^(secret|token|account_key)$/.test(name) ? show(value) : value)}`;
    });

const object = (members: readonly Member[], show: Show): string => `{ ${written(members, show).join(', ')} }`;

const block = (name: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${name} {`, ...lines.map((line) => `  ${line}`), '}'];

const list = (name: string, objects: readonly string[]): string[] =>
  objects.length === 0 ? [] : [`${name}: [`, ...objects.map((one) => `  ${one}`), ']'];

const remarkOn = (row: CloudRow, isSecond: boolean): ConfRemark | undefined => {
  if (isSecond) return 'second_default';
  const provider = providerOf(row.host);
  if (provider === 'google') return 'google';
  if (provider === 'azure') return isPublicCloud(row.host) ? 'sas' : 'other_cloud';
  return row.style === '' ? undefined : 'style';
};

/** The rows as a section of `clearml.conf`. `show`: how secrets are written, for a preview without them. */
export const confSection = (rows: readonly CloudRow[], show: Show = (secret) => secret): ConfSection => {
  const defaults = rows.filter(({ bucket, host }) => bucket === '' && providerOf(host) === 'aws');
  const azure = rows.filter(({ host }) => providerOf(host) === 'azure');
  const buckets = rows.filter((row) => !defaults.includes(row) && !azure.includes(row));
  const s3 = [
    ...written(defaults.slice(0, 1).flatMap(keysOf), show),
    ...list(
      'credentials',
      buckets.map((row) => object([['bucket', row.bucket], ...keysOf(row), ...hostOf(row)], show)),
    ),
  ];
  const containers = list(
    'containers',
    azure
      .filter(({ host }) => isPublicCloud(host))
      // ClearML takes the first one that fits, and one without a container fits all
      .toSorted((a, b) => Number(a.bucket === '') - Number(b.bucket === ''))
      .map((row) => object(containerOf(row), show)),
  );
  const sections = [...block('aws', block('s3', s3)), ...block('azure', block('storage', containers))];
  return {
    text: block('sdk', sections).join('\n'),
    remarks: rows.flatMap((row) => {
      const remark = remarkOn(row, defaults.indexOf(row) > 0);
      return remark === undefined ? [] : [{ row, remark }];
    }),
  };
};
