import { readRow } from '#api/read-object.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { readBuckets, readListing } from '#lib/listing.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import type { Wanted } from '#lib/signed-address.ts';
import { addressOf, canBeAsked } from '#lib/storage-address.ts';
import { wantedObject } from './model.ts';

/** What reading showed, and of what. */
export interface TestResult {
  readonly what: Wanted['what'];
  readonly verdict: ReadVerdict;
  /** address for Preview of the object that was asked for */
  readonly address?: string;
  /** region that was found out and that the row does not name */
  readonly region?: string;
  /** the buckets of a row that has none of its own */
  readonly buckets?: readonly string[];
}

/** An object that cannot be asked for: no browser asks for dots between slashes, and a row for all buckets needs one before the key. */
export interface Unasked {
  readonly what: 'dot_segments' | 'no_bucket_named';
}

/** Reads a real object with a row's keys: the one that was typed, else the first that can be listed. Throws the signal's AbortError only. */
export const testRow = async (row: CloudRow, typed: string, signal: AbortSignal): Promise<TestResult | Unasked> => {
  if (typed !== '') return testObject(row, row, typed, signal);
  if (row.bucket === '') {
    const answer = await readRow(row, { what: 'buckets' }, signal);
    if (!answer.ok) return { what: 'buckets', verdict: answer.verdict };
    return { what: 'buckets', ...success(row, answer.row, 'host'), buckets: readBuckets(await answer.response.text()) };
  }
  const list = await readRow(row, { what: 'list', bucket: row.bucket, prefix: '', folders: false, limit: 1 }, signal);
  if (!list.ok) return { what: 'list', verdict: list.verdict };
  const first = readListing(await list.response.text()).objects[0]?.key;
  if (first === undefined || !canBeAsked(first)) return { what: 'list', ...success(row, list.row) };
  return testObject(row, list.row, first, signal);
};

/** Reads an object with the row as it is known to work so far. */
const testObject = async (row: CloudRow, sofar: CloudRow, typed: string, signal: AbortSignal): Promise<TestResult | Unasked> => {
  const { bucket, key } = wantedObject(row, typed);
  if (bucket === '' || key === '') return { what: 'no_bucket_named' };
  if (!canBeAsked(`${bucket}/${key}`)) return { what: 'dot_segments' };
  const answer = await readRow(sofar, { what: 'object', bucket, key }, signal);
  // a body that broke off already is no matter
  if (answer.ok) void answer.response.body?.cancel().catch(() => undefined);
  return {
    what: 'object',
    ...(answer.ok ? success(row, answer.row) : { verdict: answer.verdict }),
    address: addressOf(row, bucket, key),
  };
};

/** It was read, but where that took another region or style than the row's, the row has to say so. A region that it does not name may be found out each time. */
const success = (row: CloudRow, by: CloudRow, of?: 'host'): Pick<TestResult, 'verdict' | 'region'> => {
  if (by.style !== row.style && by.style !== '') return { verdict: { name: 'style', style: by.style } };
  if (by.region === row.region) return { verdict: { name: 'works' } };
  if (row.region === '') return { verdict: { name: 'works' }, region: by.region };
  return { verdict: { name: 'wrong_region', region: by.region, ...(of === undefined ? {} : { of }) } };
};
