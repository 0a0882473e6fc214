import type { Connection } from '../connection.ts';
import type { SiteParts } from '../site.ts';
import type { UpstreamAnswer, UpstreamClient } from './client.ts';
import { rewriteCookie } from './cookies.ts';

/** What goes on to the ClearML Server; other headers are the hop's, or none of its business. */
const forwarded = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'content-encoding',
  'content-type',
  'user-agent',
  'x-allegro-tenant',
]);
/** What comes back. */
const returned = ['content-type', 'content-encoding', 'retry-after'];

const isForwarded = (name: string): boolean => forwarded.has(name) || /^x-(?:clearml|trains)-/.test(name);

/** The headers of a call as the ClearML Server is to see them: its own cookie of all, and the caller's address. */
const headersFor = ({ request, cookie, address }: Connection, plain: boolean): Record<string, string> => {
  const headers = Object.fromEntries([...request.headers].filter(([name]) => isForwarded(name)));
  if (plain) delete headers['accept-encoding'];
  if (cookie.token !== null) headers['cookie'] = `${cookie.name}=${cookie.token}`;
  return { ...headers, 'x-forwarded-for': address, 'x-real-ip': address };
};

const answerOf = ({ status, headers, body }: UpstreamAnswer): Response => {
  const kept = new Headers();
  for (const name of returned) {
    const value = headers[name];
    if (typeof value === 'string') kept.set(name, value);
  }
  return new Response(status === 204 || status === 304 ? null : body, { status, headers: kept });
};

/** Adds to an answer what the ClearML Server did with its session cookie. */
export const withCookie = (response: Response, answer: UpstreamAnswer, { cookie, secure }: Connection, now: number): Response => {
  const set = [answer.headers['set-cookie'] ?? []].flat();
  const own = rewriteCookie(set, { name: cookie.name, secure, now });
  if (own !== null) response.headers.append('set-cookie', own);
  return response;
};

/** Passes calls on. `path`: with a slash in front, query and all; `plain`: the answer is to be read here, so it may not be compressed. */
export const makeProxy =
  (client: UpstreamClient, { clock }: Pick<SiteParts, 'clock'>) =>
  async (connection: Connection, path: string, bytes: Uint8Array, plain = false): Promise<Response> => {
    const { request, method } = connection;
    const answer = await client.send({
      method,
      path,
      headers: headersFor(connection, plain),
      ...(bytes.byteLength === 0 ? {} : { body: bytes }),
      signal: request.signal,
    });
    return withCookie(answerOf(answer), answer, connection, clock());
  };
