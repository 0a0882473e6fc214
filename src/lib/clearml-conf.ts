import type { CloudRow } from './cloud-row.ts';
import { hoconQuoted } from './hocon.ts';
import { providerOf, readEndpoint, regionOfHost } from './storage-endpoint.ts';

/** What ClearML does not take from a row as it is: a second row for all of AWS is left out, the others are written with what they lose. */
export type ConfRemark = 'second_default' | 'google' | 'sas' | 'style';

export interface ConfSection {
  readonly text: string;
  readonly remarks: readonly { readonly row: CloudRow; readonly remark: ConfRemark }[];
}

type Member = readonly [name: string, value: string | boolean];

/** ClearML knows a host by its port. */
const hostOf = (row: CloudRow): Member[] => {
  const endpoint = readEndpoint(row.host);
  if (endpoint === undefined || providerOf(row.host) === 'aws') return [];
  const secure = endpoint.protocol === 'https:';
  const port = /:\d+$/.test(endpoint.host) ? '' : secure ? ':443' : ':80';
  return [
    ['host', `${endpoint.host}${port}`],
    ['secure', secure],
  ];
};

const keysOf = (row: CloudRow): Member[] => [
  ['key', row.key],
  ['secret', row.secret],
  ['token', row.token],
  ['region', row.region || (regionOfHost(row.host) ?? '')],
];

const containerOf = ({ host, bucket, secret }: CloudRow): Member[] => [
  ['account_name', readEndpoint(host)?.host.split('.')[0] ?? ''],
  ['account_key', secret],
  ['container_name', bucket],
];

/** `{ name: "value" … }`, empty members left out. Secrets are written as `show` gives them. */
const object = (members: readonly Member[], show: (secret: string) => string): string =>
  `{ ${members
    .filter(([, value]) => value !== '')
    .map(([name, value]) => member([name, typeof value === 'string' && /^(secret|token|account_key)$/.test(name) ? show(value) : value]))
    .join(', ')} }`;

const member = ([name, value]: Member): string => `${name}: ${typeof value === 'string' ? hoconQuoted(value) : String(value)}`;

const block = (name: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${name} {`, ...lines.map((line) => `  ${line}`), '}'];

const list = (name: string, objects: readonly string[]): string[] =>
  objects.length === 0 ? [] : [`${name}: [`, ...objects.map((one) => `  ${one}`), ']'];

const remarkOn = (row: CloudRow, isSecond: boolean): ConfRemark | undefined => {
  if (isSecond) return 'second_default';
  const provider = providerOf(row.host);
  if (provider === 'google') return 'google';
  if (provider === 'azure') return 'sas';
  return row.style === '' ? undefined : 'style';
};

/** The rows as a section of `clearml.conf`. `show`: how secrets are written, for a preview without them. */
export const confSection = (rows: readonly CloudRow[], show: (secret: string) => string = (secret) => secret): ConfSection => {
  const defaults = rows.filter(({ bucket, host }) => bucket === '' && providerOf(host) === 'aws');
  const azure = rows.filter(({ host }) => providerOf(host) === 'azure');
  const buckets = rows.filter((row) => !defaults.includes(row) && !azure.includes(row));
  const common = defaults
    .slice(0, 1)
    .flatMap(keysOf)
    .filter(([, value]) => value !== '');
  const s3 = [
    ...common.map(([name, value]) => member([name, name === 'secret' || name === 'token' ? show(String(value)) : value])),
    ...list(
      'credentials',
      buckets.map((row) => object([['bucket', row.bucket], ...keysOf(row), ...hostOf(row)], show)),
    ),
  ];
  const containers = list(
    'containers',
    azure.map((row) => object(containerOf(row), show)),
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
