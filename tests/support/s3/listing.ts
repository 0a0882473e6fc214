import { createHash } from 'node:crypto';
import { sizeOf } from './body.ts';
import type { Asked, S3Object, Sent } from './types.ts';
import { document, s3Namespace, tag } from './xml.ts';

export const modifiedOf = ({ modified }: S3Object): Date => modified ?? new Date(Date.UTC(2026, 0));

/** A mark of the object's size; content that is generated is not read for it. */
export const etagOf = ({ body }: S3Object): string =>
  `"${createHash('md5')
    .update(typeof body === 'string' || body instanceof Uint8Array ? body : String(body.size))
    .digest('hex')}"`;

/** S3 puts keys in the order of their UTF-8 bytes. */
const inOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** `encoding-type=url`: all but unreserved characters and slashes, blanks as `+`. */
const inUrl = (text: string): string =>
  text
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[!'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`))
    .join('/')
    .replaceAll('%20', '+');

/** An entry of a listing: an object, or what several have in common up to the delimiter. */
interface Entry {
  readonly name: string;
  readonly object: S3Object | undefined;
}

const entriesOf = (bucket: Readonly<Record<string, S3Object>>, prefix: string, delimiter: string): Entry[] => {
  const entries = new Map<string, S3Object | undefined>();
  for (const [key, object] of Object.entries(bucket)) {
    if (!key.startsWith(prefix)) continue;
    const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (at < 0) entries.set(key, object);
    else entries.set(key.slice(0, at + delimiter.length), undefined);
  }
  return [...entries].map(([name, object]) => ({ name, object })).toSorted((a, b) => inOrder(a.name, b.name));
};

const fromToken = (token: string): string => Buffer.from(token, 'base64url').toString();
const toToken = (name: string): string => Buffer.from(name).toString('base64url');

const xml = (body: string): Sent => ({ status: 200, headers: { 'Content-Type': 'application/xml' }, body });

/** ListObjectsV2, or ListObjects of servers that know no other: it ignores what that has more. */
export const listObjects = (name: string, bucket: Readonly<Record<string, S3Object>>, { query }: Asked, version: 1 | 2): Sent => {
  const { prefix = '', delimiter = '', 'start-after': startAfter = '', 'continuation-token': token, marker = '' } = query;
  const most = Math.min(Number(query['max-keys'] ?? 1000), 1000);
  const encode = query['encoding-type'] === 'url' ? inUrl : (text: string) => text;
  const afterV2 = token === undefined ? startAfter : fromToken(token);
  const after = version === 1 ? marker : afterV2;
  const left = entriesOf(bucket, prefix, delimiter).filter((entry) => after === '' || inOrder(entry.name, after) > 0);
  const shown = left.slice(0, most);
  const last = shown.at(-1);
  const isTruncated = last !== undefined && left.length > shown.length;
  const entry = ({ name, object }: Entry): string =>
    object === undefined
      ? `<CommonPrefixes>${tag('Prefix', encode(name))}</CommonPrefixes>`
      : `<Contents>${tag('Key', encode(name))}${tag('LastModified', modifiedOf(object).toISOString())}${tag('ETag', etagOf(object))}${tag('Size', sizeOf(object.body))}${tag('StorageClass', 'STANDARD')}</Contents>`;
  const head = [
    tag('Name', name),
    tag('Prefix', encode(prefix)),
    delimiter === '' ? '' : tag('Delimiter', encode(delimiter)),
    tag('MaxKeys', most),
    query['encoding-type'] === 'url' ? tag('EncodingType', 'url') : '',
    tag('IsTruncated', isTruncated),
    ...(version === 1
      ? [tag('Marker', encode(marker)), isTruncated && delimiter !== '' ? tag('NextMarker', encode(last.name)) : '']
      : [
          tag('KeyCount', shown.length),
          token === undefined ? '' : tag('ContinuationToken', token),
          isTruncated ? tag('NextContinuationToken', toToken(last.name)) : '',
        ]),
  ];
  return xml(document('ListBucketResult', head.join('') + shown.map(entry).join(''), s3Namespace));
};

/** ListBuckets. */
export const listBuckets = (names: readonly string[]): Sent => {
  const bucket = (name: string): string => `<Bucket>${tag('Name', name)}${tag('CreationDate', '2026-01-01T00:00:00.000Z')}</Bucket>`;
  const owner = `<Owner>${tag('ID', 'owner')}</Owner>`;
  const buckets = names.toSorted(inOrder).map(bucket).join('');
  return xml(document('ListAllMyBucketsResult', `${owner}<Buckets>${buckets}</Buckets>`, s3Namespace));
};
