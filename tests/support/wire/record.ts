import { envelopeOf, tokenOf } from './compare.ts';
import { claimsOf, type Ledger } from './ledger.ts';
import type { Recording } from './recording.ts';
import type { Answer } from './send.ts';

/** Headers worth keeping. */
const kept = /^(?:content-type|content-encoding|set-cookie|vary|access-control-.*)$/i;

/** A line of a recording: the call as it was sent, and this answer, with placeholders for whatever the server made. The envelope stays as it was written. */
export const recordedLine = (recording: Recording, answer: Answer, ledger: Ledger): string => {
  const token = tokenOf(answer);
  const hidden = (text: string): string => ledger.asRecorded(token === undefined ? text : text.replaceAll(token, '<JWT>'));
  const envelope = envelopeOf(answer) === undefined ? undefined : hidden(answer.text);
  const response = {
    status: answer.status,
    headers: answer.headers.filter(([name]) => kept.test(name)).map(([name, value]) => [name, hidden(value)]),
    ...(envelope === undefined ? { body: hidden(answer.text) } : { json: null }),
    ...(token === undefined || envelope === undefined ? {} : { token_claims: claimsOf(token) }),
  };
  const line = JSON.stringify({ ...recording, response });
  return envelope === undefined ? line : line.replace('"json":null', () => `"json":${envelope}`);
};
