import { parsedUrl } from './parsed-url.ts';
import { nothingPasted, pastedRow, type Pasted } from './pasted-row.ts';
import { decodePath } from './uri.ts';

const said = (what: Pasted['notes'][number]['what'], { host }: URL): Pasted => ({ rows: [], notes: [{ what, name: host }] });

/** A page of a console, by the bucket that it shows; undefined for other addresses. */
export const readConsole = (url: URL): Pasted | undefined => {
  const path = decodePath(url.pathname);
  if (isMinioConsole(url)) return readMinioConsole(url.href, /^\/browser\/([^/]+)/.exec(path)?.[1]);
  if (!/(^|\.)console\.|^portal\.azure\./.test(url.hostname)) return undefined;
  const aws = /^\/s3\/(?:buckets|object|upload)\/([^/]+)/.exec(path)?.[1];
  const google = /^\/storage\/browser\/(?:_details\/)?([^/;]+)/.exec(path)?.[1];
  if (aws !== undefined) return { ...nothingPasted, rows: pastedRow({ bucket: aws, region: url.searchParams.get('region') ?? '' }) };
  if (google !== undefined) return { ...nothingPasted, rows: pastedRow({ bucket: google, host: 'https://storage.googleapis.com' }) };
  return said('console', url);
};

/** What MinIO's console gives out names its own address. S3 answers at another port there, which is not guessed. */
export const readMinioConsole = (address: string, bucket = ''): Pasted => {
  const url = /^https?:/i.test(address) ? parsedUrl(address) : undefined;
  if (url === undefined) return { ...nothingPasted, rows: pastedRow({ host: address, bucket }) };
  const notes = isMinioConsole(url) ? said('minio_console', url).notes : [];
  return { rows: pastedRow({ host: url.origin, bucket }), notes };
};

/** By its pages, and by the port that is usual for them. */
const isMinioConsole = ({ port, pathname }: URL): boolean =>
  (port === '9001' && pathname === '/') || (port !== '9000' && /^\/(?:browser|api\/v1)\//.test(pathname));
