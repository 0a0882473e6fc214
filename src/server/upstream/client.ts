import { EnvHttpProxyAgent, type Dispatcher } from 'undici';
import type { ClearmlSettings } from '../settings.ts';
import { readAnswer, requireClearml, type RawAnswer } from './answer.ts';
import { faultOf } from './faults.ts';

/** Patience with a ClearML Server, ms: to connect, until it begins to answer, and between two parts of an answer. Less than the page's own. */
const patience = { connect: 5000, headers: 20_000, body: 20_000 } as const;

/** One call to the server behind. */
export interface UpstreamCall {
  readonly method: string;
  /** with a slash in front: `/auth.login` */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  readonly signal?: AbortSignal;
}

export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: RawAnswer['headers'];
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
}

/** The way to a ClearML Server. */
export interface UpstreamClient {
  /** host and port of its API, for messages */
  readonly host: string;
  /** Asks its API. Throws a Failure where nothing or something else answers. */
  readonly send: (call: UpstreamCall) => Promise<UpstreamAnswer>;
  /** Reads a JSON file of any address. Throws a Failure. */
  readonly readJson: (address: string) => Promise<unknown>;
}

/** Connections to the server behind, through the proxy that `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` name; certificates are checked (`NODE_EXTRA_CA_CERTS`). */
export const connectUpstream = ({ apiUrl, proxies }: Pick<ClearmlSettings, 'apiUrl' | 'proxies'>): UpstreamClient => {
  const { origin, host, pathname } = new URL(apiUrl);
  const base = pathname.replace(/\/+$/, '');
  const agent = new EnvHttpProxyAgent({
    httpProxy: proxies.http ?? '',
    httpsProxy: proxies.https ?? '',
    noProxy: proxies.none ?? '',
    connect: { timeout: patience.connect },
    headersTimeout: patience.headers,
    bodyTimeout: patience.body,
  });
  const ask = async (to: string, options: Dispatcher.RequestOptions, at: string): Promise<UpstreamAnswer> => {
    try {
      const answer = await agent.request({ ...options, origin: to });
      requireClearml(answer, at, options.method);
      return { status: answer.statusCode, headers: answer.headers, body: await readAnswer(answer, at) };
    } catch (error) {
      throw faultOf(error, at);
    }
  };
  return {
    host,
    send: ({ method, path, headers, body, signal }) => {
      const options = { method, path: base + path, headers, body: body ?? null, signal: signal ?? null };
      return ask(origin, options, host);
    },
    readJson: async (address) => {
      const url = new URL(address);
      const { body } = await ask(url.origin, { method: 'GET', path: url.pathname }, url.host);
      return JSON.parse(new TextDecoder().decode(body instanceof Uint8Array ? body : undefined)) as unknown;
    },
  };
};
