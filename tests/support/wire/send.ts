import { request as httpRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Ledger } from './ledger.ts';
import type { Header, RecordedRequest } from './recording.ts';

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

/** Sends a recorded request to a server, byte for byte but for what this server made itself. */
export const send = (base: URL, recorded: RecordedRequest, ledger: Ledger, { gzip = false } = {}): Promise<Answer> => {
  const headers: Record<string, string> = gzip ? { 'accept-encoding': 'gzip' } : {};
  for (const [name, value] of recorded.headers ?? []) headers[name] = ledger.filledIn(value);
  const proof = authorization(recorded, ledger);
  if (proof !== undefined) headers['authorization'] = proof;
  const body = recorded.body === undefined ? undefined : ledger.filledIn(recorded.body);
  if (body !== undefined || recorded.method === 'POST') headers['content-length'] = String(Buffer.byteLength(body ?? ''));
  const path = base.pathname.replace(/\/$/, '') + ledger.filledIn(recorded.path);
  return new Promise((resolve, reject) => {
    const call = httpRequest({ host: base.hostname, port: base.port, method: recorded.method, path, headers }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const bytes = Buffer.concat(parts);
        const text = incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: pairs(incoming.rawHeaders), text });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
};
