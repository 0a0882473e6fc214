import type { Connection } from '../connection.ts';
import type { SiteParts } from '../site.ts';
import { header, isJson } from './answer.ts';
import type { UpstreamAnswer, UpstreamClient } from './client.ts';
import { rewriteCookie } from './cookies.ts';
import { outgoing } from './outgoing.ts';

/** What goes on to the ClearML Server; other headers are the hop's, or none of its business. */
const forwarded = new Set(['accept', 'accept-encoding', 'accept-language', 'content-type', 'user-agent', 'x-allegro-tenant']);
/** What comes back. */
const returned = ['content-type', 'content-encoding', 'retry-after'];

const isForwarded = (name: string): boolean => forwarded.has(name) || /^x-(?:clearml|trains)-/.test(name);

/** What tells the ClearML Server who calls: the session's cookie of all, `Authorization`, and the caller's address. */
export const callerHeaders = ({ request, cookie, address }: Connection): Record<string, string> => {
  const authorization = request.headers.get('authorization');
  return {
    ...(authorization === null ? {} : { authorization }),
    ...(cookie.token === null ? {} : { cookie: `${cookie.name}=${cookie.token}` }),
    'x-forwarded-for': address,
    'x-real-ip': address,
  };
};

/** The headers of a call as the ClearML Server is to see them. */
const headersFor = (connection: Connection, plain: boolean): Record<string, string> => ({
  ...Object.fromEntries([...connection.request.headers].filter(([name]) => isForwarded(name) && !(plain && name === 'accept-encoding'))),
  ...callerHeaders(connection),
});

/** What the browser gets to see of an answer's headers. What is no JSON is a file to be saved: nothing of it is ever shown as a page of ours. */
const headersOf = (answer: UpstreamAnswer): Headers => {
  const kept = new Headers();
  for (const name of returned) {
    const value = answer.headers[name];
    if (typeof value === 'string') kept.set(name, value);
  }
  const json = isJson(answer);
  if (json) kept.set('content-type', 'application/json');
  const disposition = header(answer, 'content-disposition');
  if (disposition !== null || !json) kept.set('content-disposition', (disposition ?? '').replace(/^[^;]*/, 'attachment'));
  return kept;
};

/** Adds to an answer what the ClearML Server did with its session cookie. */
export const withCookie = (response: Response, answer: UpstreamAnswer, { cookie, secure }: Connection, now: number): Response => {
  const set = [answer.headers['set-cookie'] ?? []].flat();
  const own = rewriteCookie(set, { name: cookie.name, secure, now });
  if (own !== null) response.headers.append('set-cookie', own);
  return response;
};

interface Passing {
  /** the answer is to be read here, so it may not be compressed */
  readonly plain: boolean;
  /** told what ended an answer in its middle */
  readonly broken: (error: unknown) => void;
}

/** Passes calls on. `path`: with a slash in front, query and all. */
export const makeProxy =
  (client: UpstreamClient, { clock }: Pick<SiteParts, 'clock'>) =>
  async (connection: Connection, path: string, bytes: Uint8Array, { plain, broken }: Passing): Promise<Response> => {
    const { request, method, breakOff } = connection;
    const answer = await client.send({
      method,
      path,
      headers: headersFor(connection, plain),
      ...(bytes.byteLength === 0 ? {} : { body: bytes }),
      signal: request.signal,
    });
    const { status, body } = answer;
    const sent = body instanceof ReadableStream ? outgoing(body, breakOff, broken) : body;
    const response = new Response(status === 204 || status === 304 ? null : sent, { status, headers: headersOf(answer) });
    return withCookie(response, answer, connection, clock());
  };
