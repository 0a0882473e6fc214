import { parsedUrl } from './parsed-url.ts';
import { nothingPasted, pastedRow, type Pasted } from './pasted-row.ts';
import { withQuestionMark } from './query-mark.ts';
import { readAzureAddress } from './row-paste-azure.ts';
import { readConsole } from './row-paste-console.ts';
import { isAzureHost, readAwsHost, readVirtualHost } from './storage-endpoint.ts';
import { decodePath } from './uri.ts';
import { hasUserInfo } from './without-secrets.ts';

const google = 'https://storage.googleapis.com';

const one = (fields: Parameters<typeof pastedRow>[0]): Pasted => ({ rows: pastedRow(fields), notes: [] });
const firstOf = (path: string): string => path.split('/', 1)[0] ?? '';

/** Bucket, host and region out of an address of an object; undefined where the text is no address. Blanks stand in the object's key alone. */
export const readAddress = (text: string): Pasted | undefined => {
  if (/[^\S ]/.test(text)) return undefined;
  const found = readOneLine(hasUserInfo(text) ? text : withQuestionMark(text));
  return found?.rows.some(({ fields }) => Object.values(fields).some((value) => value.includes(' '))) ? undefined : found;
};

const readOneLine = (text: string): Pasted | undefined => {
  const [, scheme = '', authority = '', rest = ''] = /^([a-z][a-z0-9+.-]{0,20}):\/\/([^/?#\\]*)(.*)$/is.exec(text) ?? [];
  if (authority === '') return undefined;
  if (hasUserInfo(text)) return nothingPasted;
  const path = rest.replace(/^\//, '');
  switch (scheme.toLowerCase()) {
    case 's3':
      return /:\d+$/.test(authority) ? one({ host: authority, bucket: firstOf(path) }) : one({ bucket: authority });
    case 'gs':
      return one({ bucket: authority, host: google });
    case 'azure':
      return isAzureHost(authority) ? (readAzureAddress(`https://${authority}${rest}`) ?? nothingPasted) : nothingPasted;
    case 'http':
    case 'https':
      if (/^[^?]*\?.* /.test(text)) return undefined;
      return readAzureAddress(text) ?? readWebAddress(text);
    default:
      return undefined;
  }
};

const readWebAddress = (text: string): Pasted => {
  const url = parsedUrl(text);
  if (url === undefined) return nothingPasted;
  const { origin, host, pathname } = url;
  const consoles = readConsole(url);
  if (consoles !== undefined) return consoles;
  const bucket = firstOf(decodePath(pathname).slice(1));
  if (host === 'storage.googleapis.com' || host === 'storage.cloud.google.com') return one({ bucket, host: google });
  const aws = readAwsHost(origin);
  if (aws !== undefined) return one({ bucket, region: '', ...aws });
  return one(readVirtualHost(origin) ?? { host: origin, bucket });
};
