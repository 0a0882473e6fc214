import type { Readable } from 'node:stream';
import { parsedUrl } from '#lib/parsed-url.ts';
import { Failure } from '../failure.ts';

/** An answer up to this size is taken whole or not at all, bytes; a larger one is passed on as it comes. */
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

/** Ends a body that nobody reads any more: it may have no end of its own. */
const drop = (body: Readable): void => void body.on('error', () => undefined).destroy();

/** The media type in lower case, without parameters; undefined where there is none, or several of which a browser may take any. */
const mediaType = ({ headers }: Pick<RawAnswer, 'headers'>): string | undefined =>
  /^([\w.+-]+\/[\w.+-]+)\s*(?:;[^,]*)?$/.exec([headers['content-type'] ?? []].flat().join(','))?.[1]?.toLowerCase();

/** Whether an answer says that it is JSON, as ClearML's envelopes do. */
export const isJson = (answer: Pick<RawAnswer, 'headers'>): boolean => mediaType(answer) === 'application/json';

/** What others answer in ClearML's place, and what could run in a browser under our address. */
const pageOrProgram = /html|(?:java|ecma)script/;

/** Whether it is ClearML's to say: JSON, or on success a file (text, CSV, a picture). */
const isClearmls = (answer: RawAnswer): boolean => {
  const isSuccess = answer.statusCode >= 200 && answer.statusCode < 300;
  return isJson(answer) || (isSuccess && !pageOrProgram.test(mediaType(answer) ?? 'html'));
};

const requireKind = (answer: RawAnswer, host: string, isSound: boolean): void => {
  if (isSound) return;
  drop(answer.body);
  const { statusCode } = answer;
  const location = statusCode >= 300 && statusCode < 400 ? header(answer, 'location') : null;
  const towards = location === null ? '' : `, redirected to ${parsedUrl(location, `http://${host}`)?.host ?? '?'}`;
  throw new Failure([502, 503, 504].includes(statusCode) ? 'upstream_down' : 'upstream_not_clearml', {
    detail: `: ${host} (HTTP ${statusCode}${towards})`,
    data: { host },
  });
};

/** Throws where something else than ClearML's API answered: a log-in page, a proxy whose server is down, a web server. */
export const requireClearml = (answer: RawAnswer, host: string, method: string): void =>
  requireKind(answer, host, method === 'HEAD' || isClearmls(answer));

/** Throws where the answer is no JSON. */
export const requireJson = (answer: RawAnswer, host: string): void => requireKind(answer, host, isJson(answer));

const partsOf = (body: Readable): AsyncIterator<Buffer> => (body as AsyncIterable<Buffer>)[Symbol.asyncIterator](); // undici's bodies are bytes

const tooLarge = (body: Readable, host: string): Failure => {
  drop(body);
  return new Failure('upstream_too_large', { detail: `: ${host}`, data: { host } });
};

/** Reads the start of a body: all of it where it is small. */
const readStart = async (body: AsyncIterator<Buffer>): Promise<{ readonly start: Uint8Array<ArrayBuffer>; readonly ended: boolean }> => {
  const parts: Buffer[] = [];
  let size = 0;
  while (size <= wholeUpTo) {
    const next = await body.next();
    if (next.done === true) return { start: new Uint8Array(Buffer.concat(parts)), ended: true };
    parts.push(next.value);
    size += next.value.byteLength;
  }
  return { start: new Uint8Array(Buffer.concat(parts)), ended: false };
};

/** All of a small body. Throws where it is large. */
export const readWhole = async ({ body }: RawAnswer, host: string): Promise<Uint8Array<ArrayBuffer>> => {
  const { start, ended } = await readStart(partsOf(body));
  if (!ended) throw tooLarge(body, host);
  return start;
};

/** The body of an answer: bytes where it is small, so that half an answer is an error and not half a page; a stream that ends at a limit where it is large. */
export const readAnswer = async ({ body }: RawAnswer, host: string): Promise<Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>> => {
  const parts = partsOf(body);
  const { start, ended } = await readStart(parts);
  if (ended) return start;
  let size = start.byteLength;
  return new ReadableStream({
    start: (controller) => controller.enqueue(start),
    pull: async (controller) => {
      const next = await parts.next();
      if (next.done === true) return controller.close();
      size += next.value.byteLength;
      if (size > atMost) throw tooLarge(body, host);
      controller.enqueue(new Uint8Array(next.value));
    },
    cancel: () => drop(body),
  });
};
