import { Agent, request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { NotHttp } from './faults.ts';
import type { Target } from './target.ts';
import { until } from './until.ts';

/** So much of a body is read, bytes. */
const bodyMax = 1024;
/** More than a storage has to say before its answer: bytes, and answers that are none yet (100 Continue, 103 Early Hints). */
const before = { bytes: 32_768, answers: 4 } as const;
/** One connection for one request; the next address of a name is tried after so many ms. */
const connecting = { keepAlive: false, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 1000 } as const;

/** What a storage said. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** the start of its body where it reports a failure, else '' */
  readonly body: string;
}

interface Asking {
  /** the addresses that were checked: the connection goes to one of them and no name is looked up again */
  readonly addresses: readonly string[];
  /** of the page */
  readonly origin: string;
  /** ends it all, whatever it is at */
  readonly signal: AbortSignal;
}

const pinned =
  (addresses: readonly string[]): LookupFunction =>
  (_name, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: isIP(address) })),
    );

/** Bodies tell why something failed; others are somebody's data and nobody's business here. One that breaks off is what came of it. */
const startOf = async (response: IncomingMessage, signal: AbortSignal): Promise<string> => {
  const parts: Buffer[] = [];
  const read = async (): Promise<void> => {
    let size = 0;
    for await (const part of response as AsyncIterable<Buffer>) {
      // no encoding was set: it is bytes
      parts.push(part);
      size += part.byteLength;
      if (size >= bodyMax) break;
    }
  };
  // where it ends early, its headers tell nevertheless
  if ((response.statusCode ?? 0) >= 300) await until(signal, read()).catch(() => undefined);
  return Buffer.concat(parts).subarray(0, bodyMax).toString('latin1');
};

const send = ({ url, host, port, signed }: Target, { addresses, origin }: Asking): ClientRequest => {
  const https = url.protocol === 'https:';
  return (https ? requestHttps : requestHttp)({
    method: signed ? 'HEAD' : 'GET',
    host,
    port,
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, origin, 'accept-encoding': 'identity' },
    lookup: pinned(addresses),
    servername: isIP(host) === 0 ? host : '',
    rejectUnauthorized: true,
    agent: new (https ? TlsAgent : Agent)(connecting),
  }).end();
};

/** The answer once its headers are there. Rejects where another thing comes, or too much of anything before it. */
const headOf = (request: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    let answers = 0;
    let bytes = 0;
    let heard = false;
    const refuse = (): void => void request.destroy(new NotHttp());
    request.once('response', (response) => {
      heard = true;
      // what breaks off later is the body
      response.on('error', () => undefined);
      if (response.statusCode === 101) refuse();
      else resolve(response);
    });
    request.on('information', () => (answers += 1) > before.answers && refuse());
    request.once('socket', (socket) =>
      socket.on('data', (part: Buffer) => {
        bytes += part.byteLength;
        if (!heard && bytes > before.bytes) refuse();
      }),
    );
    request.once('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new NotHttp());
    });
    request.on('error', reject);
    request.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
  });

/**
 * Sends one request on a connection of its own, which ends with it; follows no redirect. Rejects with Node's error where no answer comes.
 * No forward proxy: it would look names up itself, and the addresses that were checked here would be nobody's.
 */
export const ask = async (target: Target, asking: Asking): Promise<Answer> => {
  const { signal } = asking;
  const request = send(target, asking);
  try {
    const response = await until(signal, headOf(request));
    const { statusCode: status = 0, headers } = response;
    return { status, headers, body: await startOf(response, signal) };
  } finally {
    request.destroy();
  }
};
