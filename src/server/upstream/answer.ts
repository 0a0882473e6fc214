import type { Readable } from 'node:stream';
import { Failure } from '../failure.ts';

/** An answer up to this size is passed on whole or not at all, bytes; a larger one as it comes. */
const wholeUpTo = 1_048_576;
/** More than this, bytes, no operation that a page calls has to say. */
const atMost = 67_108_864;

/** What the ClearML Server said, before it is known to be sound. */
export interface RawAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readable;
}

/** A header's value; the first where it came several times. */
export const header = ({ headers }: Pick<RawAnswer, 'headers'>, name: string): string | null => {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
};

/** Throws where something else than ClearML's API answered: a log-in page, a proxy whose server is down, a web server. */
export const requireClearml = (answer: RawAnswer, host: string, method: string): void => {
  if (header(answer, 'content-type')?.toLowerCase().startsWith('application/json') === true || method === 'HEAD') return;
  // nobody reads it: it may have no end
  answer.body.on('error', () => undefined).destroy();
  const { statusCode } = answer;
  const location = statusCode >= 300 && statusCode < 400 ? header(answer, 'location') : null;
  const towards =
    location === null ? '' : `, redirected to ${URL.canParse(location, 'http://x') ? new URL(location, `http://${host}`).host : '?'}`;
  throw new Failure([502, 503, 504].includes(statusCode) ? 'upstream_down' : 'upstream_not_clearml', {
    detail: `: ${host} (HTTP ${statusCode}${towards})`,
    data: { host },
  });
};

/** Reads the start of a body: all of it where it is small, else what came so far and the rest of the stream. */
const readStart = async (body: AsyncIterator<Buffer>): Promise<{ readonly start: Buffer; readonly ended: boolean }> => {
  const parts: Buffer[] = [];
  let size = 0;
  while (size <= wholeUpTo) {
    const next = await body.next();
    if (next.done === true) return { start: Buffer.concat(parts), ended: true };
    parts.push(next.value);
    size += next.value.byteLength;
  }
  return { start: Buffer.concat(parts), ended: false };
};

/** The body of an answer: bytes where it is small, so that half an answer is an error and not half a page; a stream that ends at a limit where it is large. */
export const readAnswer = async ({ body }: RawAnswer, host: string): Promise<Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>> => {
  const parts = (body as AsyncIterable<Buffer>)[Symbol.asyncIterator](); // undici's bodies are bytes
  const { start, ended } = await readStart(parts);
  if (ended) return new Uint8Array(start);
  let size = start.byteLength;
  return new ReadableStream({
    start: (controller) => controller.enqueue(new Uint8Array(start)),
    pull: async (controller) => {
      const next = await parts.next();
      if (next.done === true) return controller.close();
      size += next.value.byteLength;
      if (size <= atMost) return controller.enqueue(new Uint8Array(next.value));
      body.destroy();
      throw new Failure('upstream_too_large', { detail: `: ${host}` });
    },
    cancel: () => void body.destroy(),
  });
};
