import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** What Node finds wrong with what came, by its code; anything else is 400. */
const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Answers what is no request, or none that is understood, with the headers of `refuse`: such a thing reaches no listener, and Node's own answer has none.
 * As Node does, it says nothing in the middle of another answer.
 */
export const answerUnreadable = (server: Server, refuse: (status: number) => Response): void => {
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.on('request', ({ socket }: IncomingMessage, outgoing: ServerResponse) => void answering.set(socket, outgoing));
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
    const answer = answering.get(socket);
    if (socket.writable && (answer === undefined || answer.writableEnded || !answer.headersSent)) {
      const status = statuses[code] ?? 400;
      const lines = [...refuse(status).headers].map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n${lines.join('')}\r\n`);
    }
    socket.destroy();
  });
  server.on('checkExpectation', (_incoming: IncomingMessage, outgoing: ServerResponse) => {
    outgoing.writeHead(417, { connection: 'close', ...Object.fromEntries(refuse(417).headers) }).end();
  });
};
