import { createConnection, type AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { Certificate } from './upstream/certificates.ts';

export interface TlsTunnel {
  /** host:port */
  readonly host: string;
  readonly stop: () => Promise<void>;
}

/** Https before a server of plain http on a port of loopback. */
export const startTlsTunnel = async (port: number, certificate: Certificate): Promise<TlsTunnel> => {
  const open = new Set<TLSSocket>();
  const server = createServer(certificate, (near) => {
    const far = createConnection(port, '127.0.0.1');
    open.add(near);
    near.on('error', () => undefined).on('close', () => open.delete(near) && far.destroy());
    far.on('error', () => undefined).on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`, // it listens on TCP
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of open) socket.destroy();
      }),
  };
};
