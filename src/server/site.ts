import { Hono, type Context as HonoContext } from 'hono';
import { canonical, networkOf, networks } from './addresses.ts';
import type { Operation } from '#contract/index.ts';
import { causeOf } from './cause.ts';
import { configurationFor } from './configuration.ts';
import { cookieName } from './cookies.ts';
import { makeConnections, type Peer } from './connection.ts';
import type { Invoke } from './dispatch.ts';
import type { Parts } from './handler.ts';
import { newId } from './ids.ts';
import { openApi } from './openapi.ts';
import { createPages } from './pages.ts';
import { namesOperation } from './path.ts';
import { crossOrigin, securityHeaders } from './response-headers.ts';

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
  readonly respond: (request: Request, path: string, peer?: Peer) => Promise<Response>;
  /** Answers the page's first questions for its document; null where the page asks by itself. */
  readonly invoke: Invoke | null;
  /** what it answers itself */
  readonly operations: readonly Operation[];
  /** Throws a sentence where what the answers come from is not there. */
  readonly ping: () => Promise<void>;
}

type Env = { Bindings: { peer: Peer | undefined } };

/** The path below `PUBLIC_URL`: a proxy may strip its path or not. */
const pathUnder = (publicUrl: string | null): ((request: Request) => string) => {
  const base = publicUrl === null ? '/' : new URL(publicUrl).pathname;
  return (request) => {
    const { pathname } = new URL(request.url);
    return pathname.startsWith(base) ? `/${pathname.slice(base.length)}` : pathname;
  };
};

/** The fixed addresses beside the operations: whether the process lives, whether its answers can be had, what the page must know of this server, and what programs can ask it. */
const fixedAddresses = (app: Hono<Env>, parts: SiteParts, { ping, operations }: Backend): App['leave'] => {
  const connect = makeConnections(parts);
  let [leaving, asked] = [false, -Infinity];
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    asked = parts.clock();
    if (leaving) return c.json({ status: 'The server ends' }, 503);
    try {
      await ping();
      return c.json({ status: 'ok' });
    } catch (error) {
      return c.json({ status: error instanceof Error ? error.message : String(error) }, 500);
    }
  });
  app.get('/configuration.json', (c) => {
    c.header('cache-control', 'no-cache');
    return c.json(configurationFor(parts.settings, connect(c.req.raw, c.env.peer).webUrl));
  });
  app.get('/api/openapi.json', (c) => {
    const { webUrl } = connect(c.req.raw, c.env.peer);
    c.header('cache-control', 'no-cache');
    return c.json(
      openApi(operations, { server: webUrl.replace(/\/$/, ''), cookie: cookieName(parts.settings, webUrl.startsWith('https:')) }),
    );
  });
  return () => {
    leaving = true;
    return parts.clock() - asked < watchedFor;
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
  const app = new Hono<Env>({ getPath: pathUnder(parts.settings.publicUrl) });
  const answer = async ({ req: { raw, path }, env }: HonoContext<Env>): Promise<Response> => {
    const file = pages.file(raw, path);
    if (file !== null) return file;
    if (path.startsWith('/api/')) return backend.respond(raw, path.slice('/api'.length), env.peer);
    return (namesOperation(path) ? null : await pages.document(raw, path, env.peer)) ?? backend.respond(raw, path, env.peer);
  };

  app.use(securityHeaders(parts.settings), crossOrigin(parts.settings));
  app.onError((error, c) => {
    const call = newId(parts.random);
    parts.log.often({ level: 'error', message: 'An answer failed', kind: {}, facts: { call, cause: causeOf(error) } });
    return c.text(`The server could not answer. Try again in a moment. (${call})\n`, 500);
  });
  const leave = fixedAddresses(app, parts, backend);
  app.all('*', answer);
  return {
    fetch: async (request, peer) => {
      notice(request, peer);
      return app.fetch(request, { peer });
    },
    leave,
  };
};
