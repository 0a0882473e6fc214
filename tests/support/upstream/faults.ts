import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { freePort } from '../free-port.ts';
import type { Sent } from './answer.ts';
import { envelopeOf } from './recordings.ts';
import { withUnknownFields } from './versions.ts';

/** Answers in place of the server; where it asks for the sound answer, the call has been carried out. */
export type Fault = (response: ServerResponse, sound: () => Promise<Sent>) => void | Promise<void>;

/** An address of loopback where nobody listens. */
export const closedPort = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;

/** An address whose name no server knows. */
export const unknownHost = 'http://clearml.invalid:8008';

export const neverAnswers: Fault = () => undefined;

/** The connection breaks (RST) before anything was carried out. */
export const resets: Fault = ({ socket }) => void socket?.resetAndDestroy();

/** The call is carried out and the connection breaks (RST) after the headers. */
export const resetsAfterHeaders: Fault = async (response, sound) => {
  const { status, headers, body } = await sound();
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.flushHeaders();
  response.socket?.resetAndDestroy();
};

const sendHalf = async (response: ServerResponse, sound: () => Promise<Sent>, isChunked: boolean): Promise<void> => {
  const { status, headers, body } = await sound();
  const length = isChunked ? {} : { 'Content-Length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length });
  response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
};

/** The call is carried out and half of the announced length arrives. */
export const halfOfLength: Fault = (response, sound) => sendHalf(response, sound, false);

/** The call is carried out and the chunks end in the middle. */
export const cutChunks: Fault = (response, sound) => sendHalf(response, sound, true);

/** Something else than the server's answer, of any status and type. */
export const says =
  (status: number, type: string, body: string, headers: Readonly<Record<string, string>> = {}): Fault =>
  (response) =>
    void response.writeHead(status, { ...headers, 'Content-Type': type }).end(body);

/** A page in place of JSON: of a proxy, a log-in in front, or a wrong address (200). */
export const html = (status: number): Fault =>
  says(status, 'text/html', `<!doctype html><html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>\n`);

export const redirect = (to = 'https://sso.example/login'): Fault =>
  says(302, 'text/html', '<a href="/login">Log in</a>', { Location: to });

/** Half of a JSON text, complete as an answer. */
export const invalidJson: Fault = says(200, 'application/json', '{"meta": {"result_code": 200}, "data": {"user": ');

/** ClearML's envelope with this refusal. */
export const refuses = (status: number, subcode = 0, message = 'General server error'): Fault => {
  const { meta } = envelopeOf('fixed_022');
  return says(
    status,
    'application/json',
    JSON.stringify({ meta: { ...meta, result_code: status, result_subcode: subcode, result_msg: message }, data: {} }),
  );
};

/** The sound answer with a field in every object that nobody knows. */
export const unknownFields: Fault = async (response, sound) => {
  const { status, headers, body } = await sound();
  response.writeHead(status, headers).end(JSON.stringify(withUnknownFields(JSON.parse(body) as object)));
};

const chunk = 'x'.repeat(64 * 1024);

function* chunks(bytes: number): Generator<string> {
  yield '{"meta":{"result_code":200},"data":{"filling":"';
  for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
  yield '"}}';
}

/** A large answer whose connection ends after so many bytes, in its middle. */
export const breaksAfter =
  (bytes: number): Fault =>
  async (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    for (const part of chunks(bytes)) await new Promise((resolve) => response.write(part, resolve));
    response.socket?.destroy();
  };

/** A JSON answer that begins with this and has no end: each `drip` sends one byte more of it, once it has begun. */
export const drips = (start: string): { readonly fault: Fault; readonly drip: () => Promise<void> } => {
  let begin: Fault = () => undefined;
  const begun = new Promise<ServerResponse>((resolve) => (begin = resolve));
  return {
    fault: (response, sound) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).write(start);
      return begin(response, sound);
    },
    drip: async () => {
      const response = await begun;
      await new Promise((resolve) => response.write(' ', resolve));
    },
  };
};

/** More than anybody should read: valid JSON of this many bytes (64 MiB and more by default), or `Infinity`. Stops when the reader goes. */
export const huge =
  (bytes = 80 * 1024 * 1024): Fault =>
  async (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    await pipeline(Readable.from(chunks(bytes)), response).catch(() => undefined);
  };
