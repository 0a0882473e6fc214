import { createServer, request as ask, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** What went through. */
export interface Passed {
  /** `CONNECT` for https, else that of the call */
  readonly method: string;
  /** `host:port` of a CONNECT, else the whole address */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

export interface ForwardProxy {
  /** for HTTP_PROXY and HTTPS_PROXY */
  readonly url: string;
  readonly passed: readonly Passed[];
  close(): Promise<void>;
}

/** An HTTP proxy as networks have it: tunnels by CONNECT, forwards by absolute address. `hosts`: `name:port` that only it knows → `host:port`. */
export const startForwardProxy = async (hosts: Readonly<Record<string, string>> = {}): Promise<ForwardProxy> => {
  const passed: Passed[] = [];
  const open = new Set<Socket>();
  const note = ({ method = '', url = '', headers }: IncomingMessage): void => void passed.push({ method, target: url, headers });
  const forward = (request: IncomingMessage, response: ServerResponse): void => {
    note(request);
    const { host, port, pathname, search } = new URL(request.url ?? '');
    const { 'proxy-connection': _connection, 'proxy-authorization': _authorization, ...headers } = request.headers;
    const real = new URL(`http://${hosts[`${host}${port === '' ? ':80' : ''}`] ?? host}`);
    const passOn = ask(
      { host: real.hostname, port: real.port, method: request.method, path: `${pathname}${search}`, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    passOn.on('error', () => response.writeHead(502).end());
    request.pipe(passOn);
  };
  const tunnel = (request: IncomingMessage, near: Socket): void => {
    note(request);
    const target = request.url ?? '';
    const [host = '', port = ''] = (hosts[target] ?? target).split(':');
    const far = connect(Number(port), host, () => near.write('HTTP/1.1 200 Connection established\r\n\r\n'));
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
  };
  const server = createServer(forward);
  server.on('connect', tunnel);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // it listens on TCP
    passed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of open) socket.destroy();
      }),
  };
};
