import { createHmac } from 'node:crypto';

/** An account of Azure Blob Storage; the key is base64. */
export interface Account {
  readonly name: string;
  readonly key: string;
}

export interface SasOptions {
  /** letters in Azure's order, such as `rl` */
  readonly permissions?: string;
  readonly start?: Date;
  /** in one hour unless said */
  readonly end?: Date;
  /** of an account SAS: any of service, container, object */
  readonly types?: string;
  /** of an account SAS: `b` for blobs, `q` for queues */
  readonly services?: string;
}

const version = '2024-11-04';
const iso = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
const inAnHour = (): Date => new Date(Date.now() + 3_600_000);

const sign = ({ key }: Account, lines: readonly string[]): string =>
  createHmac('sha256', Buffer.from(key, 'base64')).update(lines.join('\n')).digest('base64');

const query = (values: Readonly<Record<string, string>>): string =>
  new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString();

/** A SAS for all of an account, without `?`. Source: "Create an account SAS". */
export const accountSas = (
  account: Account,
  { permissions = 'rl', types = 'sco', services = 'b', start, end = inAnHour() }: SasOptions = {},
): string => {
  const st = start === undefined ? '' : iso(start);
  const sig = sign(account, [account.name, permissions, services, types, st, iso(end), '', 'https', version, '', '']);
  return query({ sv: version, ss: services, srt: types, sp: permissions, st, se: iso(end), spr: 'https', sig });
};

/** A SAS for one container, without `?`. Source: "Create a service SAS". */
export const containerSas = (
  account: Account,
  container: string,
  { permissions = 'rl', start, end = inAnHour() }: SasOptions = {},
): string => {
  const st = start === undefined ? '' : iso(start);
  const resource = `/blob/${account.name}/${container}`;
  const sig = sign(account, [permissions, st, iso(end), resource, '', '', 'https', version, 'c', '', '', '', '', '', '', '']);
  return query({ sv: version, sr: 'c', sp: permissions, st, se: iso(end), spr: 'https', sig });
};
