import type { IncomingMessage } from 'node:http';
import { answer, type Sent } from './answer.ts';
import { preflight, withCommonHeaders } from './deliver.ts';
import { mainCompany } from './people.ts';
import type { Rules, Upstream } from './rules.ts';

/** What one of the two servers answers where nothing is wrong. */
export type Respond = (request: IncomingMessage, path: string, query: string, body: string) => Promise<Sent>;

export const respondAsApi =
  (upstream: Upstream): Respond =>
  async (request, path, query, body) => {
    if (request.method === 'OPTIONS') return withCommonHeaders(preflight(request), request);
    if (request.headers['content-encoding'] !== undefined)
      return withCommonHeaders({ status: 415, headers: { 'Content-Type': 'text/plain' }, body: 'Unsupported media type' }, request);
    return withCommonHeaders(await answer({ request, path, query: new URLSearchParams(query), body }, upstream), request);
  };

const page = '<!doctype html><html><head><title>ClearML</title></head><body><sm-root></sm-root></body></html>\n';

const json = (value: unknown): Sent => ({ status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) });

/**
 * What ClearML's web server gives: the web application's own key pair where there is one, its configuration, and its page for every
 * path that it does not know (docker/build/internal_files/entrypoint.sh and clearml.conf.template of clearml-server).
 */
const webFile = (path: string, { webPair }: Rules): Sent => {
  if (path === '/credentials.json' && webPair !== null)
    return json({ userKey: webPair.key, userSecret: webPair.secret, companyID: mainCompany });
  return path === '/configuration.json' ? json({}) : { status: 200, headers: { 'Content-Type': 'text/html' }, body: page };
};

/** The web server, which passes on what is below `/api/`. */
export const respondAsWeb =
  (rules: Rules, api: Respond): Respond =>
  (request, path, query, body) => {
    if (!path.startsWith('/api/')) return Promise.resolve(webFile(path, rules));
    request.headers['x-real-ip'] = request.socket.remoteAddress;
    return api(request, path.slice('/api'.length), query, body);
  };
