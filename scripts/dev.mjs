// Page and server in one process, from the sources: the page reloads in the browser, the server is made anew with the next request after a change.
import { copyFile, mkdir } from 'node:fs/promises';
import { createServer as createHttp } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Where the server finds the page's template; everything else of the page comes from vite. */
const template = join(root, 'dist.dev');
await mkdir(template, { recursive: true });
await copyFile(join(root, 'index.html'), join(template, 'index.html'));

const http = createHttp();
const vite = await createServer({ root, base: '/', appType: 'custom', server: { middlewareMode: true, hmr: { server: http } } });
const load = (file) => vite.ssrLoadModule(`/src/server/${file}.ts`);

/** Vite puts styles and scripts of its own into the page, and talks to it by a web socket. */
const relaxed = (policy) =>
  policy.replace(/(script|style)-src 'self'/g, "$1-src 'self' 'unsafe-inline'").replace("connect-src 'self'", "connect-src 'self' ws:");

let app;
vite.watcher.on('all', () => (app = undefined));

/** Vite changes documents: they must not come compressed. */
const uncompressed = (request) => {
  if (request.method !== 'GET' || !request.headers.get('accept')?.includes('text/html')) return request;
  const headers = new Headers(request.headers);
  headers.delete('accept-encoding');
  return new Request(request.url, { headers });
};

/** Makes the server anew from its sources: with accounts of its own, or in front of a ClearML Server. */
const makerOf = async (settings) => {
  const { openParts, openSiteParts } = await load('parts');
  if (settings.clearml !== null) {
    const parts = openSiteParts(settings);
    return async () => (await load('upstream/app')).createConnectedApp(parts, settings.clearml, template);
  }
  const parts = await openParts(settings);
  await (await load('provision')).provision(parts);
  return async () => (await load('app')).createApp(parts, template);
};

/** The server's answer; a document passes through vite on its way out. */
const answer = (make) => async (request, peer) => {
  app ??= await make();
  const response = await app.fetch(uncompressed(request), peer);
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response;
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  headers.set('content-security-policy', relaxed(headers.get('content-security-policy')));
  return new Response(await vite.transformIndexHtml(new URL(request.url).pathname, await response.text()), { headers });
};

try {
  const { readSettings } = await load('environment');
  const settings = readSettings(process.env);
  const { createListener, listen } = await load('listener');
  const server = createListener({ fetch: answer(await makerOf(settings)) });
  http.on('request', (incoming, outgoing) => vite.middlewares(incoming, outgoing, () => server.emit('request', incoming, outgoing)));
  process.stdout.write(`ClearML Profile listening on ${await listen(http, settings.port, settings.host)}\n`);
} catch (error) {
  process.stderr.write(`${error.name === 'SettingsError' || error.name === 'ListenError' ? error.message : error.stack}\n`);
  process.exit(1);
}
