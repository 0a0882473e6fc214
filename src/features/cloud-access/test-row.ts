import { readObject } from '#api/read-object.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { readListing } from '#lib/listing.ts';
import { verdictBefore, type ReadVerdict } from '#lib/read-verdict.ts';
import { signedAddress } from '#lib/signed-address.ts';
import { addressOf, canBeAsked } from '#lib/storage-address.ts';
import { wantedObject } from './model.ts';

/** What reading showed, and of which object. */
export interface TestResult {
  /** `may_not_list`: the keys are accepted, but say nothing about the bucket; an object has to be named */
  readonly verdict: ReadVerdict | { readonly name: 'may_not_list' } | { readonly name: 'dot_segments' };
  /** address for Preview of the object that was asked for */
  readonly address?: string;
}

/** Reads a real object with a row's keys: the one that was typed, else the first that can be listed. Throws the signal's AbortError only. */
export const testRow = async (row: CloudRow, typed: string, signal: AbortSignal): Promise<TestResult> => {
  const verdict = verdictBefore(row, location.protocol, Date.now());
  if (verdict !== undefined) return { verdict };
  if (typed !== '') return testObject(row, typed, signal);
  const list = await readObject(
    signedAddress(
      row,
      row.bucket === '' ? { what: 'buckets' } : { what: 'list', bucket: row.bucket, prefix: '', folders: false, limit: 1 },
      Date.now(),
    ),
    signal,
  );
  if (!list.ok) return { verdict: list.verdict.name === 'no_permission' ? { name: 'may_not_list' } : list.verdict };
  const first = row.bucket === '' ? undefined : readListing(await list.response.text()).objects[0]?.key;
  return first === undefined || !canBeAsked(first) ? { verdict: { name: 'works' } } : testObject(row, first, signal);
};

const testObject = async (row: CloudRow, typed: string, signal: AbortSignal): Promise<TestResult> => {
  const { bucket, key } = wantedObject(row, typed);
  if (!canBeAsked(`${bucket}/${key}`)) return { verdict: { name: 'dot_segments' } };
  const answer = await readObject(signedAddress(row, { what: 'object', bucket, key }, Date.now()), signal);
  const address = addressOf(row, bucket, key);
  if (!answer.ok) return { verdict: answer.verdict, address };
  void answer.response.body?.cancel();
  return { verdict: { name: 'works' }, address };
};
