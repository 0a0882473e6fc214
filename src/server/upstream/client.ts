import { EnvHttpProxyAgent } from 'undici';
import type { ClearmlSettings } from '../settings.ts';
import { readAnswer, readWhole, requireClearml, requireJson, type RawAnswer } from './answer.ts';
import { deadline, type Deadline } from './deadline.ts';
import { faultOf } from './faults.ts';

/**
 * Patience with a ClearML Server, ms: to connect, until it begins to answer (proxies and all), and between two parts of an answer. Less than the page's own.
 * Then for a small answer, or the first MiB (half a megabit a second will do), and for the rest of a large one (64 MiB at 5 megabits a second).
 */
const patience = { connect: 5000, answer: 20_000, part: 20_000, whole: 20_000, rest: 120_000 } as const;

/** One call to the server behind. */
export interface UpstreamCall {
  readonly method: string;
  /** with a slash in front: `/auth.login` */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  readonly signal?: AbortSignal;
}

export interface UpstreamAnswer<Body = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>> {
  readonly status: number;
  readonly headers: RawAnswer['headers'];
  readonly body: Body;
}

/** An answer that was read to its end. */
export type WholeAnswer = UpstreamAnswer<Uint8Array<ArrayBuffer>>;

/** What an answer says in JSON. Throws where it is none. */
export const json = ({ body }: WholeAnswer): unknown => JSON.parse(new TextDecoder().decode(body)) as unknown;

/** The way to a ClearML Server. */
export interface UpstreamClient {
  /** host and port of its API, for messages */
  readonly host: string;
  /** Asks its API, for an answer to pass on. Throws a Failure where nothing or something else answers. */
  readonly send: (call: UpstreamCall) => Promise<UpstreamAnswer>;
  /** Asks its API, for an answer in JSON that is small. Throws a Failure where that does not come. */
  readonly ask: (call: UpstreamCall) => Promise<WholeAnswer>;
  /** Reads a small JSON file of any address. Throws a Failure. */
  readonly readJson: (address: string, signal?: AbortSignal) => Promise<unknown>;
}

/** Takes the body of an answer that has begun. */
type Reader<Body> = (answer: RawAnswer, call: { readonly host: string; readonly method: string; readonly late: Deadline }) => Promise<Body>;

const toPassOn: Reader<UpstreamAnswer['body']> = async (answer, { host, method, late }) => {
  requireClearml(answer, host, method);
  const body = await readAnswer(answer, host);
  if (body instanceof ReadableStream) late.within(patience.rest);
  return body;
};

const whole: Reader<WholeAnswer['body']> = async (answer, { host }) => {
  requireJson(answer, host);
  return readWhole(answer, host);
};

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
    bodyTimeout: patience.part,
  });
  /** Answers once the headers are there. undici bounds each step that it knows, but not a proxy that keeps silent about a tunnel. */
  const begin = (at: URL, options: UpstreamCall, signal: AbortSignal): Promise<RawAnswer> => {
    signal.throwIfAborted();
    const begun = new AbortController();
    // undici hears of an abort only once a tunnel stands
    const aborted = new Promise<never>((_resolve, reject) => {
      const refuse = (): void => reject(signal.reason as Error); // ours, or the caller's AbortError
      signal.addEventListener('abort', refuse, { signal: begun.signal }); // Node keeps a signal made of others for as long as somebody listens to it
    });
    const answer = agent.request({ ...options, body: options.body ?? null, signal, origin: at.origin });
    return Promise.race([answer, aborted]).finally(() => begun.abort());
  };
  const ask = async <Body>(at: URL, options: UpstreamCall, read: Reader<Body>): Promise<UpstreamAnswer<Body>> => {
    const late = deadline(at.host, options.signal);
    try {
      late.within(patience.answer);
      const answer = await begin(at, options, late.signal);
      answer.body.once('close', late.met);
      late.within(patience.whole);
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: await read(answer, { host: at.host, method: options.method, late }),
      };
    } catch (error) {
      late.met();
      throw faultOf(error, at.host);
    }
  };
  const below = (call: UpstreamCall): UpstreamCall => ({ ...call, path: base + call.path });
  return {
    host: api.host,
    send: (call) => ask(api, below(call), toPassOn),
    ask: (call) => ask(api, below(call), whole),
    readJson: async (address, signal) => {
      const url = new URL(address);
      const options = { method: 'GET', path: url.pathname, headers: {}, ...(signal === undefined ? {} : { signal }) };
      return json(await ask(url, options, whole));
    },
  };
};
