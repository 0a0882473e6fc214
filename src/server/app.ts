import { Hono, type Context as HonoContext } from 'hono';
import { configurationFor } from './configuration.ts';
import { makeConnections, type Peer } from './connection.ts';
import { createDispatch } from './dispatch.ts';
import type { Parts } from './handler.ts';
import { createPages } from './pages.ts';
import { namesOperation } from './path.ts';
import { crossOrigin, securityHeaders } from './response-headers.ts';
import { handlers } from './services/index.ts';

export interface App {
  /** Answers any request. `peer` is whom the listener sees; a call inside this process has none. */
  readonly fetch: (request: Request, peer?: Peer) => Promise<Response>;
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

/** The fixed addresses outside the API: whether the process lives, whether the database answers, and what the page must know of this server. */
const fixedAddresses = (app: Hono<Env>, parts: Parts): void => {
  const connect = makeConnections(parts);
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    try {
      await parts.store.ping();
      return c.json({ status: 'ok' });
    } catch {
      return c.json({ status: 'the database does not answer' }, 500);
    }
  });
  app.get('/configuration.json', (c) => {
    c.header('cache-control', 'no-cache');
    return c.json(configurationFor(parts.settings, connect(c.req.raw, c.env.peer).webUrl));
  });
};

/**
 * The whole server as a function from request to response. Order: fixed addresses and own files, the API, the page for whoever accepts HTML, ClearML's 400.
 * `clientDir`: the folder of a build's page; null where there is none.
 */
export const createApp = (parts: Parts, clientDir: string | null = null): App => {
  const getPath = pathUnder(parts.settings.publicUrl);
  const { respond, invoke } = createDispatch(parts, handlers);
  const pages = createPages(parts, clientDir, invoke);
  const app = new Hono<Env>({ getPath });
  const answer = async ({ req: { raw }, env }: HonoContext<Env>): Promise<Response> => {
    const path = getPath(raw);
    const file = pages.file(raw, path);
    if (file !== null) return file;
    if (path.startsWith('/api/')) return respond(raw, path.slice('/api'.length), env.peer);
    return (namesOperation(path) ? null : await pages.document(raw, path, env.peer)) ?? respond(raw, path, env.peer);
  };

  app.use(securityHeaders(parts.settings), crossOrigin(parts.settings));
  app.onError((error, c) => {
    parts.log.error({ cause: error.stack ?? error.message }, 'An answer failed');
    return c.text('The server could not answer. Try again in a moment.\n', 500);
  });
  fixedAddresses(app, parts);
  app.all('*', answer);
  return { fetch: async (request, peer) => app.fetch(request, { peer }) };
};
