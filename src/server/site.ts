import { canonical, networkOf, networks } from './addresses.ts';
import type { Operation } from '#contract/index.ts';
import { parsedUrl } from '#lib/parsed-url.ts';
import { causeOf } from './cause.ts';
import { configurationFor } from './configuration.ts';
import { cookieName } from './cookies.ts';
import { makeConnections, type Peer } from './connection.ts';
import type { Invoke } from './dispatch.ts';
import type { Answer } from './envelope.ts';
import type { Parts } from './handler.ts';
import { newId } from './ids.ts';
import { openApi } from './openapi.ts';
import { createPages } from './pages.ts';
import { namesOperation } from './path.ts';
import { crossOrigin, preflight, securing } from './response-headers.ts';

export interface App {
  /** Answers any request. `peer` is whom the listener sees; a call inside this process has none. */
  readonly fetch: (request: Request, peer?: Peer) => Promise<Response>;
  /** From now on `/readyz` says that the process ends. Answers whether somebody asks for that, and so will send new calls elsewhere. */
  readonly leave: () => boolean;
}

/** Who asked `/readyz` within so long (ms) is thought to ask again. */
const watchedFor = 60_000;

/** What a site needs whatever answers its API. */
export type SiteParts = Omit<Parts, 'store' | 'secrets'>;

/** What answers the API of a site: accounts of our own, or a ClearML Server. */
export interface Backend {
  /** Answers a call; `path` is without the base and without `/api`. Never throws: each failure is an envelope. */
  readonly respond: (request: Request, path: string, peer?: Peer) => Promise<Answer | Response>;
  /** Answers the page's first questions for its document; null where the page asks by itself. */
  readonly invoke: Invoke | null;
  /** what it answers itself */
  readonly operations: readonly Operation[];
  /** Throws a sentence where what the answers come from is not there. */
  readonly ping: () => Promise<void>;
}

/** So many addresses are remembered with their paths, short ones without a query, where a secret may stand: those of calls are few, and to parse one is 5 % of a small call. */
const remembered = { most: 500, length: 200 };

/** The path of a request below `PUBLIC_URL`: a proxy may strip its path or not. Undefined where the address is none: a host such as `1.2.3.4.5` is in no address. */
const pathUnder = (publicUrl: string | null): ((request: Request) => string | undefined) => {
  const base = publicUrl === null ? '/' : new URL(publicUrl).pathname;
  const known = new Map<string, string>();
  return ({ url }) => {
    const before = known.get(url);
    if (before !== undefined) return before;
    const pathname = parsedUrl(url)?.pathname;
    if (pathname === undefined) return undefined;
    const path = pathname.startsWith(base) ? `/${pathname.slice(base.length)}` : pathname;
    if (url.length > remembered.length || url.includes('?')) return path;
    if (known.size >= remembered.most) known.clear();
    known.set(url, path);
    return path;
  };
};

const json = (data: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(data),
});

/** The same for what a browser may keep as long as it asks whether it still holds. */
const described = (data: unknown): Answer => {
  const { headers, ...answer } = json(data);
  return { ...answer, headers: { ...headers, 'cache-control': 'no-cache' } };
};

/** What answers at an address, by the paths below the base; to GET and HEAD. */
type Fixed = Readonly<Record<string, (request: Request, peer: Peer | undefined) => Answer | Promise<Answer>>>;

/** The fixed addresses beside the operations: whether the process lives, whether its answers can be had, what the page must know of this server, and what programs can ask it. */
const fixedAddresses = (parts: SiteParts, { ping, operations }: Backend): { readonly fixed: Fixed; readonly leave: App['leave'] } => {
  const connect = makeConnections(parts);
  let [leaving, asked] = [false, -Infinity];
  return {
    fixed: {
      '/healthz': () => json({ status: 'ok' }),
      '/readyz': async () => {
        asked = parts.clock();
        if (leaving) return json({ status: 'The server ends' }, 503);
        try {
          await ping();
          return json({ status: 'ok' });
        } catch (error) {
          return json({ status: error instanceof Error ? error.message : String(error) }, 500);
        }
      },
      '/configuration.json': (request, peer) => described(configurationFor(parts.settings, connect(request, peer).webUrl)),
      '/api/openapi.json': (request, peer) => {
        const { webUrl } = connect(request, peer);
        const cookie = cookieName(parts.settings, webUrl.startsWith('https:'));
        return described(openApi(operations, { server: webUrl.replace(/\/$/, ''), cookie }));
      },
    },
    leave: () => {
      leaving = true;
      return parts.clock() - asked < watchedFor;
    },
  };
};

/** So many networks are told of as proxies, once each: a stranger who pretends to be one hides no other. */
const proxiesTold = 20;

/** Tells once which line to set where a proxy outside of `TRUSTED_PROXIES` forwards: its headers are not heeded. */
const untrustedProxyNotice = ({ settings, log }: SiteParts): ((request: Request, peer: Peer | undefined) => void) => {
  const trusted = networks(settings.trustedProxies);
  const told = new Set<string>();
  return ({ headers }, peer) => {
    if (told.size >= proxiesTold || peer === undefined || !(headers.has('x-forwarded-for') || headers.has('x-forwarded-proto'))) return;
    const address = canonical(peer.address);
    if (trusted(address) || told.has(networkOf(address))) return;
    told.add(networkOf(address));
    const line = `TRUSTED_PROXIES=${[...settings.trustedProxies, address].join(',')}`;
    log.warn({ from: address, set: line }, 'X-Forwarded-* from this address is not heeded. If it is your proxy, set the line above');
  };
};

/**
 * Page and API as a function from request to response. Order: fixed addresses and own files, the API, the page for whoever accepts HTML, ClearML's 400.
 * `clientDir`: the folder of a build's page; null where there is none.
 */
export const createSite = (parts: SiteParts, backend: Backend, clientDir: string | null): App => {
  const pages = createPages(parts, clientDir, backend.invoke);
  const notice = untrustedProxyNotice(parts);
  const secure = securing(parts.settings);
  const pathOf = pathUnder(parts.settings.publicUrl);
  const { fixed, leave } = fixedAddresses(parts, backend);

  const answer = async (request: Request, path: string, peer: Peer | undefined): Promise<Answer | Response> => {
    const { method } = request;
    if (method === 'OPTIONS') return preflight;
    const here = Object.hasOwn(fixed, path) && (method === 'GET' || method === 'HEAD') ? fixed[path] : undefined;
    if (here !== undefined) return here(request, peer);
    const file = pages.file(request, path);
    if (file !== null) return file;
    if (path.startsWith('/api/')) return backend.respond(request, path.slice('/api'.length), peer);
    return (namesOperation(path) ? null : await pages.document(request, path, peer)) ?? backend.respond(request, path, peer);
  };

  /** What nobody foresaw: told in the log, under an id that the caller is told. */
  const broken = (error: unknown): Answer => {
    const call = newId(parts.random);
    parts.log.often({ level: 'error', message: 'An answer failed', kind: {}, facts: { call, cause: causeOf(error) } });
    const body = `The server could not answer. Try again in a moment. (${call})\n`;
    return { status: 500, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body };
  };

  return {
    fetch: async (request, peer) => {
      const path = pathOf(request);
      if (path === undefined) return secure(new Response(null, { status: 400 }));
      notice(request, peer);
      let given: Answer | Response;
      try {
        given = await answer(request, path, peer);
      } catch (error) {
        given = broken(error);
      }
      const response = secure(given, crossOrigin(request, parts.settings));
      return request.method === 'HEAD' ? new Response(null, response) : response;
    },
    leave,
  };
};
