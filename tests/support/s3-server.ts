import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { readRequest } from './s3/ask.ts';
import { refusal } from './s3/checks.ts';
import { corsHeaders, preflight } from './s3/cors.ts';
import { found } from './s3/found.ts';
import { insteadOf } from './s3/instead.ts';
import { refused } from './s3/refusals.ts';
import { send } from './s3/send.ts';
import type { Asked, Rules, S3Faults, S3Options, S3Seen, Sent } from './s3/types.ts';

export type { S3Options } from './s3/types.ts';

export interface S3Server {
  readonly origin: string;
  /** host:port */
  readonly host: string;
  readonly faults: S3Faults;
  /** what was asked for, in order: method, path and query as they came */
  readonly requests: readonly string[];
  /** the same with headers, and what became of each answer */
  readonly seen: readonly S3Seen[];
  close(): Promise<void>;
}

const usual = {
  accessKey: 'AKIDEXAMPLE',
  secretKey: 'secret/of+example',
  region: 'us-east-1',
  kind: 'aws',
  styles: 'path',
  domains: ['localhost'],
  lists: 2,
  buckets: {},
} as const satisfies S3Options;

/** An S3 server on loopback that recomputes every presigned request with @smithy/signature-v4 and refuses what does not match. */
export const startS3 = async (options: S3Options = {}): Promise<S3Server> => {
  const rules: Rules = { ...usual, ...options };
  const faults: S3Faults = { noCors: false, corsFor: undefined, ahead: 0, noListing: false, noReading: false, instead: undefined };
  const requests: string[] = [];
  const seen: S3Seen[] = [];
  const listener: RequestListener = (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    requests.push(`${method} ${url}`);
    const entry: S3Seen = { method, url, headers, status: undefined, bytes: 0, whole: undefined };
    seen.push(entry);
    void respond(request, response, entry, rules, faults);
  };
  const server = rules.tls === undefined ? createServer(listener) : createSecureServer(rules.tls, listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
  const close = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { origin: `${rules.tls === undefined ? 'http' : 'https'}://${host}`, host, faults, requests, seen, close };
};

const respond = async (request: IncomingMessage, response: ServerResponse, seen: S3Seen, rules: Rules, faults: S3Faults): Promise<void> => {
  const { instead } = faults;
  if (instead === 'closed') {
    seen.whole = false;
    request.socket.destroy();
    return;
  }
  const asked = readRequest(request, rules);
  if (asked === undefined) return void response.writeHead(400).end();
  const sent = await answer(asked, rules, faults);
  const headers = {
    ...(rules.kind === 'aws' ? { Server: 'AmazonS3' } : { Server: 'MinIO' }),
    Date: new Date(Date.now() + faults.ahead).toUTCString(),
    'x-amz-request-id': '4442587FB7D0A2F9',
    ...(sent.status === 301 ? {} : corsHeaders(asked, rules, faults)),
    ...sent.headers,
  };
  await send(response, { ...sent, headers }, seen, instead === 'half');
};

const answer = async (asked: Asked, rules: Rules, faults: S3Faults): Promise<Sent> => {
  if (asked.method === 'OPTIONS') return preflight(asked, rules, faults);
  const instead = faults.instead === undefined ? undefined : insteadOf(faults.instead, asked, rules, faults);
  if (instead !== undefined) return instead;
  if (asked.method !== 'GET' && asked.method !== 'HEAD') return refused(rules, asked, 'MethodNotAllowed');
  return (await refusal(asked, rules, faults)) ?? found(asked, rules, faults);
};
