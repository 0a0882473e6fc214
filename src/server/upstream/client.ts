import { EnvHttpProxyAgent } from 'undici';
import type { ClearmlSettings } from '../settings.ts';
import { readAnswer, requireClearml, type RawAnswer } from './answer.ts';
import { Failure } from '../failure.ts';
import { faultOf } from './faults.ts';

/** Patience with a ClearML Server, ms: to connect, until it begins to answer (proxies and all), and between two parts of an answer. Less than the page's own. */
const patience = { connect: 5000, answer: 20_000, body: 20_000 } as const;

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
  const api = new URL(apiUrl);
  const base = api.pathname.replace(/\/+$/, '');
  const agent = new EnvHttpProxyAgent({
    httpProxy: proxies.http ?? '',
    httpsProxy: proxies.https ?? '',
    noProxy: proxies.none ?? '',
    // a proxy may let tunnels to port 443 through only
    proxyTunnel: false,
    connect: { timeout: patience.connect },
    headersTimeout: patience.answer,
    bodyTimeout: patience.body,
  });
  /** Answers once the headers are there. undici bounds each step that it knows, but not a proxy that keeps silent about a tunnel. */
  const begin = async (at: URL, options: UpstreamCall): Promise<RawAnswer> => {
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(new Failure('upstream_timeout', { detail: `: ${at.host}`, data: { host: at.host } })),
      patience.answer,
    );
    const signal = options.signal === undefined ? late.signal : AbortSignal.any([options.signal, late.signal]);
    // undici hears of an abort only once a tunnel stands
    const aborted = new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))); // ours, or the caller's AbortError
    try {
      const request = agent.request({ ...options, body: options.body ?? null, signal, origin: at.origin });
      return await Promise.race([request, aborted]);
    } finally {
      clearTimeout(timer);
    }
  };
  const ask = async (at: URL, options: UpstreamCall): Promise<UpstreamAnswer> => {
    try {
      const answer = await begin(at, options);
      requireClearml(answer, at.host, options.method);
      return { status: answer.statusCode, headers: answer.headers, body: await readAnswer(answer, at.host) };
    } catch (error) {
      throw faultOf(error, at.host);
    }
  };
  return {
    host: api.host,
    send: (call) => ask(api, { ...call, path: base + call.path }),
    readJson: async (address) => {
      const url = new URL(address);
      const { body } = await ask(url, { method: 'GET', path: url.pathname, headers: {} });
      return JSON.parse(new TextDecoder().decode(body instanceof Uint8Array ? body : undefined)) as unknown;
    },
  };
};
