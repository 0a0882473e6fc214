import { limits } from '#contract/index.ts';
import { Failure, Malformed } from './failure.ts';
import { mergeParameters } from './parameters.ts';
import { makeRoom } from './room.ts';

/** Bytes of a body that is always read; nearly all are smaller. */
const small = 64 * 1024;
/** Larger ones are held in memory before anybody knows who sends them, so that there is room for some only. */
const room = makeRoom({ all: 64 * limits.body, each: 16 * limits.body });

const read = async (request: Request, network: string): Promise<Uint8Array> => {
  const length = request.headers.get('content-length');
  if (Number(length ?? 0) > limits.body) throw new Failure('too_large');
  let giveBack: (() => void) | undefined;
  const makeSure = (size: number, most: number): void => {
    if (size > small) giveBack ??= room(network, most);
  };
  try {
    if (length !== null) {
      makeSure(Number(length), Number(length));
      const bytes = new Uint8Array(await request.arrayBuffer());
      if (bytes.byteLength > limits.body) throw new Failure('too_large');
      return bytes;
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      // a body is a stream of bytes
      size += chunk.byteLength;
      if (size > limits.body) throw new Failure('too_large');
      makeSure(size, limits.body);
      chunks.push(chunk);
    }
    return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  } finally {
    giveBack?.();
  }
};

/**
 * Reads a body that comes from a network, and stops as soon as it is larger than the server takes. One of known length is read at once, which is much
 * quicker. One that breaks off is the caller's fault, who hears of it no more. Throws 413, or 429 where too much is being read.
 */
export const readBytes = async (request: Request, network: string): Promise<Uint8Array> => {
  try {
    return await read(request, network);
  } catch (error) {
    throw error instanceof Failure ? error : new Failure('malformed_request');
  }
};

/** Refuses what is nested deeper than any sound request, and the one key that changes an object's prototype when it is copied. */
const requireTame = (value: unknown, depth = 0): void => {
  if (typeof value !== 'object' || value === null) return;
  if (depth >= limits.depth) throw new Failure('invalid_input', { detail: ' (nested too deeply)' });
  if (Object.hasOwn(value, '__proto__')) throw new Failure('invalid_input', { detail: ' (the key __proto__ is not allowed)' });
  for (const part of Object.values(value)) requireTame(part, depth + 1);
};

/** What Python takes for nothing; ClearML reads each of these as an empty body. */
const isNothing = (value: unknown): boolean =>
  value === null || value === false || value === 0 || value === '' || (Array.isArray(value) && value.length === 0);

const utf8 = new TextDecoder('utf-8', { fatal: true });

const parse = (bytes: Uint8Array): Record<string, unknown> => {
  if (bytes.byteLength === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch {
    throw new Failure('malformed_request');
  }
  if (isNothing(value)) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new Malformed('Data should be a dict');
  return value as Record<string, unknown>; // neither null nor a list, as just checked
};

/** The fields of a form; none where it is no sound one, as in ClearML's server. */
const formOf = async (type: string, bytes: Uint8Array): Promise<Iterable<readonly [string, unknown]>> => {
  try {
    return await new Response(Buffer.from(bytes), { headers: { 'content-type': type } }).formData();
  } catch {
    return [];
  }
};

/** The JSON object of a request; an empty body and `null` are `{}`. Parameters of the address, and the fields of a form, are merged over it. */
export const readBody = async (request: Request, bytes: Uint8Array): Promise<Record<string, unknown>> => {
  const type = request.headers.get('content-type') ?? '';
  const isForm = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i.test(type);
  const body = isForm ? {} : parse(bytes);
  if (request.url.includes('?')) mergeParameters(body, new URL(request.url).searchParams);
  if (isForm) mergeParameters(body, await formOf(type, bytes));
  requireTame(body);
  return body;
};
