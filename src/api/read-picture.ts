import type { BytesRead } from '#lib/bytes-read.ts';
import { kindOfType } from '#lib/content-kind.ts';
import { longestPicture, type PictureRead } from '#lib/picture-read.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { readBlob } from './read-blob.ts';
import type { WebAnswer } from './read-object.ts';

/** Reads the picture of an answer. Throws the signal's AbortError only. */
export const readPicture = async (
  answer: WebAnswer,
  signal: AbortSignal,
  onRead: (read: BytesRead) => void,
): Promise<PictureRead<ReadVerdict>> => {
  if (!answer.ok) return answer.verdict.name === 'cors' ? { kind: 'closed' } : { kind: 'refused', why: answer.verdict };
  try {
    const blob = await readBlob(answer.response, longestPicture, signal, onRead);
    return blob === undefined ? { kind: 'too_long' } : { kind: 'read', blob: asPicture(blob, answer.response) };
  } catch {
    signal.throwIfAborted();
    return { kind: 'refused', why: { name: 'broken_off' } };
  }
};

/** What claims to be no picture must not be opened as what it claims: its address is of this origin. */
const asPicture = (blob: Blob, { headers }: Response): Blob => {
  const type = headers.get('Content-Type') ?? '';
  return blob.slice(0, blob.size, kindOfType(type) === 'picture' ? type : 'application/octet-stream');
};
