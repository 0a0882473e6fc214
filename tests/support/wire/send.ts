import { request as httpRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Ledger } from './ledger.ts';
import { Trouble, type Header, type RecordedRequest } from './recording.ts';

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly text: string;
}

const authorization = ({ auth }: RecordedRequest, ledger: Ledger): string | undefined => {
  if (auth === undefined) return undefined;
  if ('raw' in auth) return auth.raw;
  if ('bearer' in auth) return `Bearer ${ledger.filledIn(auth.bearer)}`;
  return `Basic ${Buffer.from(auth.basic.map((part) => ledger.filledIn(part)).join(':')).toString('base64')}`;
};

const pairs = (raw: readonly string[]): Header[] => raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));

const troubleWith = ({ origin }: URL, { code, message }: NodeJS.ErrnoException): Trouble =>
  new Trouble(code === 'ECONNREFUSED' ? `Nobody listens at ${origin}.` : `${origin} gave no whole answer: ${message}.`);

/** Sends a recorded request to a server, byte for byte but for what this server made itself. Throws `Trouble` where nothing whole comes back. */
export const send = (base: URL, recorded: RecordedRequest, ledger: Ledger, { gzip = false } = {}): Promise<Answer> => {
  const headers: Record<string, string> = gzip ? { 'accept-encoding': 'gzip' } : {};
  for (const [name, value] of recorded.headers ?? []) headers[name] = ledger.filledIn(value);
  const proof = authorization(recorded, ledger);
  if (proof !== undefined) headers['authorization'] = proof;
  const body = recorded.body === undefined ? undefined : ledger.filledIn(recorded.body);
  if (body !== undefined || recorded.method === 'POST') headers['content-length'] = String(Buffer.byteLength(body ?? ''));
  const path = base.pathname.replace(/\/$/, '') + ledger.filledIn(recorded.path);
  // an address has an IPv6 host in brackets, a socket has it without
  const host = base.hostname.replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(troubleWith(base, error));
    const call = httpRequest({ host, port: base.port, method: recorded.method, path, headers }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('error', fail);
      incoming.on('end', () => {
        const bytes = Buffer.concat(parts);
        const text = incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: pairs(incoming.rawHeaders), text });
      });
    });
    call.on('error', fail);
    call.end(body);
  });
};
