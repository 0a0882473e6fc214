import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a database that can be cut and mended. */
export interface Tunnel {
  /** the database's address through the tunnel */
  readonly url: string;
  /** Breaks all connections and refuses new ones. */
  readonly cut: () => void;
  readonly mend: () => Promise<void>;
  /** Leaves all connections open, but nothing comes through any more; new ones are not held up. */
  readonly freeze: () => void;
  /** Leads new connections to another database; those that are open stay with theirs. */
  readonly lead: (target: URL) => void;
  readonly stop: () => Promise<void>;
}

/** Starts a tunnel on a free port of loopback. */
export const startTunnel = async (target: URL): Promise<Tunnel> => {
  let current = target;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = createConnection(Number(current.port), current.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  const listenOn = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await listenOn(0);
  const { port } = server.address() as AddressInfo; // a TCP server that listens
  const url = new URL(target);
  url.host = `127.0.0.1:${port}`;
  const cut = (): void => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  return {
    url: url.href,
    cut,
    mend: () => listenOn(port),
    freeze: () => {
      for (const socket of open) {
        socket.unpipe();
        socket.pause();
      }
    },
    lead: (next) => {
      current = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
};
