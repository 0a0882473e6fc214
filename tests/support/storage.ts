import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createPlainServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Certificate } from './upstream/certificates.ts';

/** Something that listens where a storage is expected. */
export interface Storage {
  readonly port: number;
  /** host and port, by address */
  readonly host: string;
  /** method and path of what was asked, in order */
  readonly requests: readonly string[];
  /** connections that were made, answered or not */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

const listen = async (server: Server, requests: readonly string[], address: string, wanted: number): Promise<Storage> => {
  const open = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    open.add(socket.on('close', () => open.delete(socket)).on('error', () => undefined));
  });
  await new Promise<void>((resolve) => server.listen(wanted, address, resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return { port, host: `${address}:${port}`, requests, connections: () => connections, close };
};

/** An http server that answers as told; https with a certificate. */
export const startStorage = (
  answer: RequestListener,
  { address = '127.0.0.1', port = 0, tls }: { address?: string; port?: number; tls?: Certificate } = {},
): Promise<Storage> => {
  const requests: string[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  };
  return listen(tls === undefined ? createServer(listener) : createTlsServer(tls, listener), requests, address, port);
};

/** A server that speaks something else: `speak` gets each connection. */
export const startPlain = (speak: (socket: Socket) => void): Promise<Storage> => listen(createPlainServer(speak), [], '127.0.0.1', 0);
