import { createServer, type IncomingMessage, type Server } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import { makeEnding, type Ending } from './ending.ts';
import { securing } from './response-headers.ts';
import type { App } from './site.ts';
import { answerUnreadable } from './unreadable.ts';

/** A whole request must have arrived within `requestTimeout`, which is looked at every `connectionsCheckingInterval`; ms. */
interface Patience {
  readonly requestTimeout: number;
  readonly connectionsCheckingInterval: number;
}

const usual: Patience = { requestTimeout: 60_000, connectionsCheckingInterval: 30_000 };

/**
 * Makes a GET with a body, the SDK's usual call, a POST: a web Request cannot carry a body otherwise. Answers the method as it was sent, if it was changed.
 * A request that announces no body gets its length said, so that an empty one needs no content type.
 */
const prepare = (incoming: IncomingMessage): string | undefined => {
  const { method = 'GET', headers, rawHeaders } = incoming;
  // HTTP/1.0 asks for none, and checks of load balancers speak it
  if (incoming.httpVersion === '1.0') headers.host ??= 'localhost';
  const bodied = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!bodied && headers['content-length'] === undefined) rawHeaders.push('Content-Length', '0');
  if (!bodied || (method !== 'GET' && method !== 'HEAD')) return undefined;
  incoming.method = 'POST';
  return method;
};

interface ListenerOptions {
  readonly patience?: Patience;
  readonly ending?: Ending;
  readonly hsts?: boolean;
}

/** A Node server in front of the app; it breaks off a request that takes longer than it has patience for. */
export const createListener = (
  app: Pick<App, 'fetch'>,
  { patience = usual, ending = makeEnding(), hsts = false }: ListenerOptions = {},
): Server => {
  const sent = new WeakMap<object, string>();
  const secure = securing({ hsts });
  const refuse = (status: number): Response => secure(new Response(null, { status }));
  const fetchFor: Parameters<typeof getRequestListener>[0] = async (request, { incoming, outgoing }) => {
    const method = sent.get(incoming);
    const address = incoming.socket.remoteAddress ?? '0.0.0.0';
    const breakOff = (): void => void outgoing.destroy();
    ending.running += 1;
    let response: Response;
    try {
      response = await app.fetch(request, { address, breakOff, ...(method === undefined ? {} : { method }) });
    } finally {
      ending.running -= 1;
    }
    if (ending.held !== null) await ending.held;
    if (ending.begun) outgoing.setHeader('connection', 'close');
    return response;
  };
  const answer = getRequestListener(fetchFor, { errorHandler: (error) => refuse(error instanceof RequestError ? 400 : 500) });
  // a request without a host is refused below, with the headers of all answers
  const server = createServer({ ...patience, requireHostHeader: false }, (incoming, outgoing) => {
    const method = prepare(incoming);
    if (method !== undefined) sent.set(incoming, method);
    void answer(incoming, outgoing);
  });
  answerUnreadable(server, refuse);
  return server;
};

/** Listens; answers the address that browsers use. Throws a sentence, with a free port where the wanted one is taken. */
export const listen = async (server: Server, port: number, host: string): Promise<string> => {
  try {
    await bind(server, port, host);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EADDRINUSE')
      throw new ListenError(`The server cannot listen on ${host}, port ${port} (${String(code)}): choose others by HOST and PORT.`);
    throw new ListenError(
      `Port ${port} of ${host} is taken: start with PORT=${await freePort(host)}, which is free, or end the other program.`,
    );
  }
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
};

/** Why the server cannot listen, in one sentence. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

const bind = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

const freePort = async (host: string): Promise<number> => {
  const probe = createServer();
  await bind(probe, 0, host);
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
};
