import type { CloudRow } from '#lib/cloud-row.ts';
import type { Attempt, ReadFacts } from '#lib/read-facts.ts';
import { verdictBefore, type ReadVerdict } from '#lib/read-verdict.ts';
import { mayBeTried, otherStyle } from '#lib/other-style.ts';
import { probeAddress, signedAddress, type Wanted } from '#lib/signed-address.ts';
import { isMixedContent, providerOf } from '#lib/storage-endpoint.ts';
import { answerOf, attempt, type Attempted } from './attempt.ts';
import { readText } from './read-text.ts';

type Headers = Readonly<Record<string, string>>;
type Refused = { readonly ok: false; readonly verdict: ReadVerdict };

/** An answer, of an object with its body still to be read, and the row that it took: the one given, or with the region or style that was found out. */
export type ReadAnswer = { readonly ok: true; readonly response: Response; readonly row: CloudRow } | Refused;

/** The same of a plain web address. */
export type WebAnswer = { readonly ok: true; readonly response: Response } | Refused;

/**
 * Reads with a row's keys, and says why where that fails. A region or style of address that turns out to be the right one is used at
 * once, the bucket before the host only where the row vouches for that name. Throws the signal's AbortError only.
 */
export const readRow = async (row: CloudRow, wanted: Wanted, signal: AbortSignal, headers: Headers = {}): Promise<ReadAnswer> => {
  const before = verdictBefore(row, location.protocol, Date.now());
  if (before !== undefined) return { ok: false, verdict: before };
  const answer = await readOnce(row, wanted, signal, headers);
  if (answer.ok) return answer;
  const { verdict } = answer;
  if (verdict.name === 'wrong_region' && verdict.region !== undefined) {
    return readOnce({ ...row, region: verdict.region }, wanted, signal, headers);
  }
  const other = otherStyle(row, wanted, verdict);
  if (other === undefined) return answer;
  if (!mayBeTried(row, wanted, other))
    return verdict.name === 'style' ? answer : { ok: false, verdict: { ...verdict, perhapsVirtual: true } };
  const tried = await attemptRow(other, wanted, signal, headers);
  return tried.ok ? { ...tried, row: other } : answer;
};

/** Reads a plain web address as it is. Throws the signal's AbortError only. */
export const readWeb = async (url: string, signal: AbortSignal, headers: Headers = {}): Promise<WebAnswer> => {
  const { origin, pathname } = new URL(url);
  if (isMixedContent(origin, location.protocol)) return { ok: false, verdict: { name: 'mixed_content' } };
  const tried = await attempt(url, { signal, headers, redirect: 'follow' });
  return tried.ok ? tried : { ok: false, verdict: await explain(undefined, `${origin}${pathname}`, tried.attempt, signal) };
};

const readOnce = async (row: CloudRow, wanted: Wanted, signal: AbortSignal, headers: Headers): Promise<ReadAnswer> => {
  const tried = await attemptRow(row, wanted, signal, headers);
  if (tried.ok) return { ...tried, row };
  const verdict = await explain({ row, wanted }, probeAddress(row, wanted, Date.now()), tried.attempt, signal);
  return { ok: false, verdict };
};

const attemptRow = async (row: CloudRow, wanted: Wanted, signal: AbortSignal, headers: Headers): Promise<Attempted> => {
  // AWS sends to the region of a bucket, which is AWS again
  const redirect = providerOf(row.host) === 'aws' ? 'follow' : 'manual';
  const tried = await attempt(signedAddress(row, wanted, Date.now()), { signal, headers, redirect });
  if (!tried.ok || wanted.what === 'object') return tried;
  const read = await readText(tried.response, listingMax, signal);
  if (read === undefined) return { ok: false, attempt: { kind: 'cut' } };
  if (!listings[wanted.what].test(read.text)) return { ok: false, attempt: answerOf(tried.response, read.text) };
  if (read.more) return { ok: false, attempt: { kind: 'long' } };
  return { ok: true, response: new Response(read.text) };
};

/** Longest listing that is read, bytes: one of 1,000 of the longest keys, each character encoded, takes a fifth. */
const listingMax = 16 * 1024 * 1024;

/** What a listing begins with, which a page of the web does not. */
const listings = {
  list: /<(ListBucketResult|EnumerationResults)[\s>]/,
  buckets: /<(ListAllMyBucketsResult|EnumerationResults)[\s>]/,
} as const;

/** What a failure means is not part of reading. Where even that does not come, the network has gone in the meantime. */
const explain = async (asked: ReadFacts['asked'], address: string, tried: Attempt, signal: AbortSignal): Promise<ReadVerdict> => {
  const module = await import('./explain-read.ts').catch(() => undefined);
  signal.throwIfAborted();
  if (module !== undefined) return module.explainRead(asked, address, tried, signal);
  return tried.kind === 'answer' ? { name: 'other', status: tried.status, code: '' } : { name: 'offline' };
};
