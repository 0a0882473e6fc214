import { limits } from '#contract/index.ts';
import { Failure } from './failure.ts';

/** Reads a body and stops as soon as it is larger than the server takes. One of known length is read at once, which is much quicker. */
export const readBytes = async (request: Request): Promise<Uint8Array> => {
  const length = request.headers.get('content-length');
  if (Number(length ?? 0) > limits.body) throw new Failure('too_large');
  if (length !== null) {
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
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
};

/** Refuses what is nested deeper than any sound request, and the one key that changes an object's prototype when it is copied. */
const requireTame = (value: unknown, depth = 0): void => {
  if (typeof value !== 'object' || value === null) return;
  if (depth >= limits.depth) throw new Failure('invalid_input', { detail: ' (nested too deeply)' });
  if (Object.hasOwn(value, '__proto__')) throw new Failure('invalid_input', { detail: ' (the key __proto__ is not allowed)' });
  for (const part of Object.values(value)) requireTame(part, depth + 1);
};

const parse = (bytes: Uint8Array): unknown => {
  if (bytes.byteLength === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) ?? {};
  } catch {
    throw new Failure('malformed_request');
  }
};

/** A parameter of the address or of a form, read as ClearML reads it: digits are a number, `true` and `false` are flags. */
const converted = (text: string): unknown => {
  if (/^-?\d+$/.test(text)) return Number(text);
  return text === 'true' ? true : text === 'false' ? false : text;
};

/** More names than any sound request has. */
const namesMax = 1000;

const parameters = (search: URLSearchParams): Record<string, unknown> => {
  const byName = new Map<string, unknown[]>();
  for (const [name, text] of search) {
    const values = byName.get(name);
    if (values !== undefined) values.push(converted(text));
    else if (byName.size < namesMax) byName.set(name, [converted(text)]);
    else throw new Failure('invalid_input', { detail: ' (too many parameters)' });
  }
  return Object.fromEntries(
    [...byName].map(([name, values]) => [name.replace(/\[\]$/, ''), values.length > 1 || name.endsWith('[]') ? values : values[0]]),
  );
};

/** The JSON object of a request; an empty body and `null` are `{}`. Parameters of the address (and, as ClearML's server does, of a form) are merged over it. */
export const readBody = (request: Request, bytes: Uint8Array): Record<string, unknown> => {
  if (request.headers.has('content-encoding')) throw new Failure('unsupported_type', { detail: ' (content-encoding)' });
  const search = new URL(request.url).searchParams;
  const form = request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') === true;
  const body = form ? parameters(new URLSearchParams(new TextDecoder().decode(bytes))) : parse(bytes);
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Failure('malformed_request', { detail: ' (not a JSON object)' });
  const merged = search.size === 0 ? body : { ...body, ...parameters(search) };
  requireTame(merged);
  return merged as Record<string, unknown>; // neither null nor a list, as just checked
};
