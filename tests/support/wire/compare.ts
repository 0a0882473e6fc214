import { compareHeaders } from './compare-headers.ts';
import { compareValues, type Difference } from './compare-values.ts';
import { claimsOf, type Ledger } from './ledger.ts';
import { parseExactly, type Envelope, type RecordedResponse } from './recording.ts';
import type { Answer } from './send.ts';

/** The envelope of an answer; undefined where it is none. */
export const envelopeOf = ({ text }: Answer): Envelope | undefined => {
  try {
    return parseExactly(text) as Envelope;
  } catch {
    return undefined;
  }
};

/** The token of an answer: in its data, or where a HEAD has none, in its cookie. */
export const tokenOf = (answer: Answer): string | undefined => {
  const { data } = envelopeOf(answer) ?? {};
  if (typeof data === 'object' && data !== null && 'token' in data && typeof data.token === 'string') return data.token;
  const cookie = answer.headers.find(([name]) => name.toLowerCase() === 'set-cookie')?.[1];
  return /^[^=]+=([^;]+)/.exec(cookie ?? '')?.[1];
};

/** Ids are made anew for each call, and `trx` is the id where the caller sent none. */
const compareMeta = (
  recorded: Envelope['meta'] = {},
  answered: Envelope['meta'] = {},
  asRecorded: (text: string) => string,
): Difference[] => {
  const fresh = (meta: Readonly<Record<string, unknown>>) => ({
    ...meta,
    id: /^[0-9a-f]{32}$/.test(String(meta['id'])) ? '32 digits' : meta['id'],
    trx: meta['trx'] === meta['id'] ? 'the id' : meta['trx'],
  });
  return compareValues('meta', fresh(recorded), fresh(answered), asRecorded);
};

/** Times of a token count from when it was made; each session has an id of its own. */
const compareClaims = (recorded: RecordedResponse['token_claims'], token: string | undefined): Difference[] => {
  if (recorded === undefined) return [];
  const life = (claims: Readonly<Record<string, unknown>>) => ({
    ...claims,
    iat: Number.isInteger(claims['iat']) ? 'whole seconds' : claims['iat'],
    exp: Number(claims['exp']) - Number(claims['iat']),
    session_id: /^[0-9a-f]{32}$/.test(String(claims['session_id'])) ? '32 digits' : claims['session_id'],
  });
  return compareValues('token', life(recorded), life(claimsOf(token ?? '') ?? {}), (text) => text);
};

/** Everything in which an answer differs from the recorded one. */
export const compare = (recorded: RecordedResponse, answer: Answer, ledger: Ledger): Difference[] => {
  const asRecorded = (text: string): string => ledger.asRecorded(text);
  const status = compareValues('status', recorded.status, answer.status, asRecorded);
  const headers = compareHeaders(recorded.headers, answer.headers);
  if (recorded.json === undefined) return [...status, ...headers, ...compareValues('body', recorded.body ?? '', answer.text, asRecorded)];
  const envelope = envelopeOf(answer);
  return [
    ...status,
    ...headers,
    ...compareMeta(recorded.json.meta, envelope?.meta, asRecorded),
    ...compareValues('data', recorded.json.data, envelope?.data, asRecorded),
    ...compareClaims(recorded.token_claims, tokenOf(answer)),
  ];
};
