import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Who receives usage reports: a server that keeps every body as it came. */
export interface UsageRecipient {
  readonly url: string;
  readonly bodies: readonly string[];
  /** What it answers from now on; `cut`: it closes the connection. */
  answer(how: 204 | 500 | 'cut'): void;
  close(): Promise<void>;
}

/** Starts one on loopback; close it. */
export const startUsageRecipient = async (): Promise<UsageRecipient> => {
  const bodies: string[] = [];
  let how: 204 | 500 | 'cut' = 204;
  const listener = createServer((request, response) => {
    void text(request).then((body) => {
      if (how === 204) bodies.push(body);
      if (how === 'cut') request.socket.destroy();
      else response.writeHead(how, { connection: 'close' }).end();
    });
  });
  await new Promise<void>((listening) => void listener.listen(0, '127.0.0.1', listening));
  const { port } = listener.address() as AddressInfo; // listens on a port
  return {
    url: `http://127.0.0.1:${port}/collect?key=not-for-the-page`,
    bodies,
    answer: (next) => void (how = next),
    close: () => new Promise((closed) => void listener.close(() => closed())),
  };
};
