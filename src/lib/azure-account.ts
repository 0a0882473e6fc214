import type { RowFields } from './cloud-row.ts';
import { readEndpoint } from './storage-endpoint.ts';

/** The host of a storage account; `suffix` is that of its cloud. */
export const hostOfAccount = (account: string, suffix = 'core.windows.net'): string => `https://${account.toLowerCase()}.blob.${suffix}`;

/** The storage account that a host of Azure is; empty where it cannot be read. */
export const accountOf = (host: string): string => readEndpoint(host)?.host.split('.', 1)[0] ?? '';

/**
 * The row with the host of its storage account, where only the account's name was typed: ClearML's own list has Azure under the bucket
 * `azure`, for whatever account, and a SAS tells that a name is one.
 */
export const withAccount = (fields: RowFields): RowFields => {
  const account = fields.host.trim();
  const isAzure = isAnyAccount(fields);
  if (!isAccount(account) || !(isAzure || hasSas(fields))) return fields;
  return { ...fields, host: hostOfAccount(account), bucket: isAzure ? '' : fields.bucket };
};

/** As `withAccount`, of what somebody types: beside a SAS, which needs no key, a name in that field is the account's. */
export const withTypedAccount = (fields: RowFields): RowFields => {
  const isInKey = fields.host.trim() === '' && hasSas(fields) && !isAnyAccount(fields) && isAccount(fields.key.trim());
  return withAccount(isInKey ? { ...fields, key: '', host: fields.key } : fields);
};

const isAccount = (name: string): boolean => /^[a-z0-9]{3,24}$/i.test(name);
const hasSas = ({ secret }: RowFields): boolean => new URLSearchParams(secret.trim()).has('sig');
const isAnyAccount = ({ bucket }: RowFields): boolean => bucket.trim().toLowerCase() === 'azure';
