import type { BytesRead } from '#lib/bytes-read.ts';
import { countedBody, totalOf } from './count-bytes.ts';

/** Reads a body of at most `limit` bytes to the end, outside of the page's memory; undefined where it is longer. Throws where it breaks off. */
export const readBlob = async (
  response: Response,
  limit: number,
  signal: AbortSignal,
  onRead: (read: BytesRead) => void,
): Promise<Blob | undefined> => {
  const total = totalOf(response);
  const stop = new AbortController();
  const count = (bytes: number): void => {
    onRead({ bytes, total });
    if (bytes > limit) stop.abort();
  };
  count(total !== undefined && total > limit ? total : 0);
  try {
    const blob = await countedBody(response, AbortSignal.any([signal, stop.signal]), count).blob();
    return blob.size > limit ? undefined : blob;
  } catch (error) {
    if (stop.signal.aborted && !signal.aborted) return undefined;
    throw error;
  }
};
