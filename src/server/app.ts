import { Hono } from 'hono';
import { configurationFor } from './configuration.ts';
import { makeConnections, type Peer } from './connection.ts';
import { createDispatch } from './dispatch.ts';
import type { Parts } from './handler.ts';
import { crossOrigin, securityHeaders } from './response-headers.ts';
import { handlers } from './services/index.ts';

export interface App {
  /** Answers any request. `peer` is whom the listener sees; a call inside this process has none. */
  readonly fetch: (request: Request, peer?: Peer) => Promise<Response>;
}

/** The path below `PUBLIC_URL`: a proxy may strip its path or not. */
const pathUnder = (publicUrl: string | null): ((request: Request) => string) => {
  const base = publicUrl === null ? '/' : new URL(publicUrl).pathname;
  return (request) => {
    const { pathname } = new URL(request.url);
    return pathname.startsWith(base) ? `/${pathname.slice(base.length)}` : pathname;
  };
};

/** The whole server as a function from request to response: API, fixed addresses and pages. */
export const createApp = (parts: Parts): App => {
  const { settings, store } = parts;
  const getPath = pathUnder(settings.publicUrl);
  const connect = makeConnections(parts);
  const { respond } = createDispatch(parts, handlers);
  const app = new Hono<{ Bindings: { peer: Peer | undefined } }>({ getPath });

  app.use(securityHeaders(settings), crossOrigin(settings));
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    try {
      await store.ping();
      return c.json({ status: 'ok' });
    } catch {
      return c.json({ status: 'the database does not answer' }, 500);
    }
  });
  app.get('/configuration.json', (c) => {
    c.header('cache-control', 'no-cache');
    return c.json(configurationFor(settings, connect(c.req.raw, c.env.peer).webUrl));
  });
  app.all('/api/*', (c) => respond(c.req.raw, getPath(c.req.raw).slice('/api'.length), c.env.peer));
  app.all('*', (c) => respond(c.req.raw, getPath(c.req.raw), c.env.peer));

  return { fetch: async (request, peer) => app.fetch(request, { peer }) };
};
