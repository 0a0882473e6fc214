import { Agent, request as requestHttp, type IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Target } from './target.ts';

/** So much of a body is read, bytes. */
const bodyMax = 1024;
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
  /** ends the connection, whatever it is at */
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
const startOf = async (response: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  let size = 0;
  response.on('error', () => undefined);
  try {
    if ((response.statusCode ?? 0) >= 300)
      for await (const part of response as AsyncIterable<Buffer>) {
        // no encoding was set: it is bytes
        parts.push(part);
        size += part.byteLength;
        if (size >= bodyMax) break;
      }
  } catch {
    // told by its headers nevertheless
  }
  response.destroy();
  return Buffer.concat(parts).subarray(0, bodyMax).toString('latin1');
};

/**
 * Sends one request on a connection of its own; follows no redirect. Rejects with Node's error where no answer comes.
 * No forward proxy: it would look names up itself, and the addresses that were checked here would be nobody's.
 */
export const ask = ({ url, host, port, signed }: Target, { addresses, origin, signal }: Asking): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const https = url.protocol === 'https:';
    const request = (https ? requestHttps : requestHttp)({
      method: signed ? 'HEAD' : 'GET',
      host,
      port,
      path: `${url.pathname}${url.search}`,
      headers: { host: url.host, origin, 'accept-encoding': 'identity' },
      lookup: pinned(addresses),
      servername: isIP(host) === 0 ? host : '',
      rejectUnauthorized: true,
      agent: new (https ? TlsAgent : Agent)(connecting),
      signal,
    });
    request.on('error', reject);
    request.once('response', (response) => {
      // from here on what breaks off is the body
      request.off('error', reject).on('error', () => undefined);
      const { statusCode: status = 0, headers } = response;
      startOf(response).then((body) => resolve({ status, headers, body }), reject);
    });
    request.end();
  });
