import { sizeOf } from './body.ts';
import { etagOf, listBuckets, listObjects, modifiedOf } from './listing.ts';
import { refused } from './refusals.ts';
import type { Asked, Rules, S3Faults, S3Object, Sent } from './types.ts';
import { tag } from './xml.ts';

/** What a request finds that was allowed: the list of buckets, of a bucket's objects, or an object. */
export const found = (asked: Asked, rules: Rules, faults: S3Faults): Sent => {
  const denied = refused(rules, asked, 'AccessDenied');
  if (asked.bucket === '') return faults.noListing ? denied : listBuckets(Object.keys(rules.buckets));
  const bucket = Object.hasOwn(rules.buckets, asked.bucket) ? rules.buckets[asked.bucket] : undefined;
  if (bucket === undefined) return refused(rules, asked, 'NoSuchBucket');
  if (asked.key === '') return faults.noListing ? denied : listObjects(asked.bucket, bucket, asked, rules.lists);
  if (faults.noReading) return denied;
  const object = Object.hasOwn(bucket, asked.key) ? bucket[asked.key] : undefined;
  // who may not list is not told what is not there
  if (object === undefined) return faults.noListing && rules.kind === 'aws' ? denied : refused(rules, asked, 'NoSuchKey');
  return read(asked, rules, object);
};

const read = (asked: Asked, rules: Rules, object: S3Object): Sent => {
  const size = sizeOf(object.body);
  const range = rangeOf(asked.headers.range, size);
  if (range === 'outside') return refused(rules, asked, 'InvalidRange', { more: tag('ActualObjectSize', size) });
  const disposition = asked.query['response-content-disposition'];
  const headers = {
    'Content-Type': asked.query['response-content-type'] ?? object.type,
    'Last-Modified': modifiedOf(object).toUTCString(),
    ETag: etagOf(object),
    'Accept-Ranges': 'bytes',
    ...(disposition === undefined ? {} : { 'Content-Disposition': disposition }),
  };
  if (range === undefined) return { status: 200, headers, body: object.body };
  const { from, to } = range;
  return { status: 206, headers: { ...headers, 'Content-Range': `bytes ${from}-${to - 1}/${size}` }, body: object.body, range };
};

/** The bytes that a Range header asks for; one that is not a single range of bytes counts for nothing. */
const rangeOf = (header: string | undefined, size: number): { from: number; to: number } | 'outside' | undefined => {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const to = first === '' || last === '' ? size : Math.min(Number(last) + 1, size);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  return from < size ? { from, to } : 'outside';
};
