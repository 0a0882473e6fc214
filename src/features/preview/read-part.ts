import type { ReadVerdict } from '#lib/read-verdict.ts';
import type { BytesRead } from '#lib/bytes-read.ts';
import { decode, encodingOf, endOfCharacter, lastShift, shifted, type TextEncoding } from '#lib/text-encoding.ts';
import { totalOf } from '#api/count-bytes.ts';
import type { Source } from './source.ts';

/** Where two parts meet. */
export interface Border {
  /** bytes of the next part that belong to the last character of the one before */
  readonly over: number;
  /** what the next part has to be read behind, in an encoding with a state */
  readonly shift: string;
}

/** What the first part begins at. */
export const beginning: Border = { over: 0, shift: '' };

/** One MiB of a text, by its number from 0, and the border behind it. */
export interface TextPart extends Border {
  readonly number: number;
  readonly text: string;
  /** whether the text goes on behind it */
  readonly more: boolean;
  /** whether all of its bytes are text in its encoding */
  readonly sound: boolean;
  readonly encoding: TextEncoding;
  /** size of the whole, bytes, where the server said it */
  readonly total: number | undefined;
}

/** What the first part tells of the others. */
export type Whole = Pick<TextPart, 'encoding' | 'total'>;

export type PartAnswer = { readonly ok: true; readonly part: TextPart } | { readonly ok: false; readonly verdict: ReadVerdict };

/** Bytes of a part. */
export const partBytes = 1_048_576;

/** A character that begins in a part may need three bytes of the next. */
const overlap = 3;

/** Reads the first part of an answer and leaves the rest on the server. */
export const firstPart = async (response: Response, onRead: (read: BytesRead) => void): Promise<TextPart> => {
  const total = totalOf(response);
  const bytes = await bytesOf(response, 0, (seen) =>
    onRead({ bytes: seen, total: total === undefined ? undefined : Math.min(total, partBytes) }),
  );
  return partOf(bytes, 0, beginning, { encoding: encodingOf(bytes, response.headers.get('Content-Type') ?? ''), total });
};

/**
 * Reads a later part. The Range of one range from a first byte on needs no preflight; a server that ignores it, a bucket that does not
 * allow it, and a body that is packed as a whole are read from the start, and what is before is thrown away as it comes.
 */
export const laterPart = async (
  source: Source,
  number: number,
  border: Border,
  whole: Whole,
  signal: AbortSignal,
  onRead: (read: BytesRead) => void,
): Promise<PartAnswer> => {
  const start = number * partBytes;
  let seen = 0;
  const readFrom = async (response: Response): Promise<PartAnswer> => {
    const skip = response.status === 206 ? 0 : start;
    const wanted = Math.min(skip + partBytes, (whole.total ?? Number.POSITIVE_INFINITY) - start + skip);
    const bytes = await bytesOf(response, skip, (read) => onRead({ bytes: (seen = read), total: wanted }));
    return { ok: true, part: partOf(bytes, number, border, whole) };
  };
  const range = await source.read(signal, { Range: `bytes=${start}-${start + partBytes + overlap - 1}` });
  if (!range.ok && !isOfRange(range.verdict)) return range;
  if (range.ok && !isPacked(range.response)) {
    try {
      return await readFrom(range.response);
    } catch (error) {
      // of what is packed, not a byte comes out from its middle; pages rarely see the header that says so
      if (signal.aborted || seen > 0 || range.response.status !== 206) throw error;
    }
  }
  const all = await source.read(signal);
  return all.ok ? readFrom(all.response) : all;
};

/** Whether the same may be answered without a Range: there is none there, the server knows none, or pages may not ask for one. */
const isOfRange = (verdict: ReadVerdict): boolean =>
  verdict.name === 'cors' || (verdict.name === 'other' && (verdict.status === 416 || verdict.status === 501));

/** A range of packed bytes. */
const isPacked = ({ status, headers }: Response): boolean => status === 206 && headers.has('Content-Encoding');

/** As many bytes behind `skip` as a part and its overlap have; the rest is not asked for. */
const bytesOf = async (response: Response, skip: number, onBytes: (bytes: number) => void): Promise<Uint8Array> => {
  const reader = response.body?.getReader();
  const kept = new Uint8Array(partBytes + overlap);
  let seen = 0;
  for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
    const fresh = chunk.value.subarray(Math.max(skip - seen, 0));
    const at = Math.max(seen - skip, 0);
    kept.set(fresh.subarray(0, kept.length - at), at);
    seen += chunk.value.length;
    onBytes(seen);
    if (seen >= skip + kept.length) {
      void reader?.cancel();
      break;
    }
  }
  return kept.subarray(0, Math.min(Math.max(seen - skip, 0), kept.length));
};

/** The characters that begin in the part: one over its start belongs to the part before, one over its end to this. */
export const partOf = (bytes: Uint8Array, number: number, border: Border, { encoding, total }: Whole): TextPart => {
  const read = shifted(bytes.subarray(border.over), border.shift);
  const missing = bytes.length - read.length;
  const end = endOfCharacter(read, partBytes - missing, overlap, encoding);
  const own = read.subarray(0, end);
  return {
    number,
    ...decode(own, encoding, number > 0),
    more: bytes.length > partBytes,
    over: missing + end - partBytes,
    shift: lastShift(own, encoding),
    encoding,
    total,
  };
};
