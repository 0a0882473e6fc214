import { accountOf, hostOfAccount } from './azure-account.ts';
import { parsedUrl } from './parsed-url.ts';
import { isAzureHost, readEndpoint } from './storage-endpoint.ts';
import { nothingPasted, pastedRow, type Pasted, type PasteNote } from './pasted-row.ts';
import { decodePath } from './uri.ts';
import { hasUserInfo } from './without-secrets.ts';

/** What a SAS is worth: one made for a single blob opens nothing else. */
const noteOn = (sas: string, name: string): PasteNote[] => (new URLSearchParams(sas).get('sr') === 'b' ? [{ what: 'blob_sas', name }] : []);

/** A SAS URL of an account, a container or a blob; undefined where the address is none of Azure's. */
export const readAzureAddress = (address: string): Pasted | undefined => {
  const url = parsedUrl(address);
  if (url === undefined) return undefined;
  const sas = url.search.slice(1);
  const signed = url.searchParams.has('sig');
  const host = `https://${url.host}`;
  if (!isAzureHost(host))
    return signed && url.searchParams.has('sv') ? { rows: [], notes: [{ what: 'not_azure', name: url.host }] } : undefined;
  const path = decodePath(url.pathname).slice(1).split('/');
  // a blob without a container lies in that of the root
  const bucket = path.length === 1 && url.searchParams.get('sr') === 'b' ? '$root' : (path[0] ?? '');
  const keys = signed ? { key: accountOf(host), secret: sas } : {};
  return { rows: pastedRow({ bucket, host, ...keys }), notes: noteOn(sas, bucket) };
};

/** An account by name, with a SAS or with its key, which is of no use in a browser. A SAS may stand in its whole address, which then says where it belongs. */
export const azureRow = (found: { account: string; container?: string; sas: string; accountKey: string; host?: string }): Pasted => {
  const { account, container: bucket = '', accountKey } = found;
  const host = found.host ?? (account === '' ? '' : hostOfAccount(account));
  const sas = (found.sas === '' && /(^|[?&])sig=/.test(accountKey) ? accountKey : found.sas).replace(/^\?/, '');
  if (/^https?:/i.test(sas)) {
    const { rows, notes } = (hasUserInfo(sas) ? undefined : readAzureAddress(sas)) ?? nothingPasted;
    return { rows: rows.flatMap(({ fields }) => pastedRow({ bucket, ...fields })), notes };
  }
  if (sas === '' && accountKey !== '') return { rows: [], notes: [{ what: 'account_key', name: account || accountOf(host) }] };
  const keys = sas === '' ? {} : { key: account || accountOf(host), secret: sas };
  return { rows: pastedRow({ bucket, host, ...keys }), notes: noteOn(sas, bucket) };
};

/** `BlobEndpoint=…;SharedAccessSignature=…` and the like; undefined where the text is none. */
export const readConnectionString = (text: string): Pasted | undefined => {
  if (!/(?:^|;)(?:AccountName|BlobEndpoint|SharedAccessSignature|DefaultEndpointsProtocol)=/i.test(text)) return undefined;
  const parts = new Map(
    text.split(/[;\r\n]/).map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, Math.max(at, 0)).trim().toLowerCase(), part.slice(at + 1).trim()] as const;
    }),
  );
  const part = (name: string): string => parts.get(name) ?? '';
  const account = part('accountname');
  if (hasUserInfo(part('blobendpoint'))) return nothingPasted;
  const endpoint = part('blobendpoint').split('?');
  const host =
    endpoint[0] === '' ? hostOfAccount(account, part('endpointsuffix') || undefined) : (readEndpoint(endpoint[0] ?? '')?.origin ?? '');
  if (!isAzureHost(host)) return { rows: [], notes: [{ what: 'not_azure', name: endpoint[0] || account }] };
  return azureRow({ account, sas: part('sharedaccesssignature') || (endpoint[1] ?? ''), accountKey: part('accountkey'), host });
};
