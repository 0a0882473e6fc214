import { once } from 'node:events';
import { request as askPlainly, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as askSecurely } from 'node:https';
import { isIP } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface AskOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** certificate of the authority that is trusted, PEM */
  readonly ca?: string;
}

/** Asks for an address at the server that listens on `host` (host:port), whatever name the address has; follows no redirect. */
export const askAt = async (
  host: string,
  address: string,
  { method = 'GET', headers = {}, body, ca }: AskOptions = {},
): Promise<Answer> => {
  const url = new URL(address);
  const [hostname = '', port = ''] = host.split(':');
  const path = address.slice(url.origin.length);
  const options = { method, hostname, port, path, headers: { host: url.host, ...headers }, agent: false };
  const sent =
    url.protocol === 'https:'
      ? askSecurely({ ...options, ca, servername: isIP(url.hostname) === 0 ? url.hostname : '' })
      : askPlainly(options);
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage]; // what `response` comes with
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
};
