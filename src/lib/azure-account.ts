import type { RowFields } from './cloud-row.ts';
import { readEndpoint } from './storage-endpoint.ts';

/** The host of a storage account; `suffix` is that of its cloud. */
export const hostOfAccount = (account: string, suffix = 'core.windows.net'): string => `https://${account.toLowerCase()}.blob.${suffix}`;

/** The storage account that a host of Azure is; empty where it cannot be read. */
export const accountOf = (host: string): string => readEndpoint(host)?.host.split('.', 1)[0] ?? '';

/**
 * The row with the host of its storage account, where only the account's name was typed: ClearML's own list has Azure under the bucket
 * `azure`, for whatever account, and a SAS tells that a name is one. Azure has no access keys: a name in that field is the account's too.
 */
export const withAccount = (fields: RowFields): RowFields => {
  const isAzure = fields.bucket.trim().toLowerCase() === 'azure';
  const isSas = new URLSearchParams(fields.secret.trim()).has('sig');
  const isKey = isSas && fields.host.trim() === '';
  const account = (isKey ? fields.key : fields.host).trim();
  if (!/^[a-z0-9]{3,24}$/i.test(account) || !(isAzure || isSas)) return fields;
  return { ...fields, key: isKey ? '' : fields.key, host: hostOfAccount(account), bucket: isAzure ? '' : fields.bucket };
};
