import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { auth, type Operation, type RequestOf, type ResponseOf } from '#contract/index.ts';
import { bareSearch } from '#lib/preview-search.ts';
import { firstAnswers, themeOf, unanswered, type Ask } from './boot-answers.ts';
import { chunksOf, readFrames, readManifest } from './chunks.ts';
import { configurationFor } from './configuration.ts';
import { cookieName, readCookie } from './cookies.ts';
import { makeConnections, type Peer } from './connection.ts';
import type { Invoke } from './dispatch.ts';
import { contentSecurityPolicy, fillDocument } from './document.ts';
import { chooseCoding, codings, type Coding } from './negotiate.ts';
import type { SiteParts } from './site.ts';
import { serveStatic } from './static.ts';

export interface Pages {
  /** One of the page's own files; null where there is none at that path (below the base, with a slash in front). */
  readonly file: (request: Request, path: string) => Response | null;
  /** The document; null where the request does not ask for one (GET or HEAD that accepts HTML). */
  readonly document: (request: Request, path: string, peer?: Peer) => Promise<Response | null>;
}

/** Each page that is a chunk of its own; the profile is in the entry. */
const pageOf = (path: string, invite: string | null): string | null => {
  if (path === '/') return invite === null ? null : 'join';
  if (/^\/w\/[^/]+\/members\/?$/.test(path)) return 'members';
  if (isProfile(path)) return null;
  return /^\/(login|signup|set-password|preview)\/?$/.exec(path)?.[1] ?? 'not-found';
};

const isProfile = (path: string): boolean => path === '/profile' || /^\/w\/[^/]+\/profile\/?$/.test(path);

const workspaceOf = (path: string): string | null => /^\/w\/([0-9a-f]{32})(?:\/|$)/.exec(path)?.[1] ?? null;

/** Quick rather than small: this is done for each request. */
const compress: Readonly<Record<Coding, (text: string) => Promise<Buffer>>> = {
  br: (text) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (text) => promisify(gzip)(text, { level: 6 }),
};

/** Where browsers heed `Cross-Origin-Opener-Policy`; elsewhere they complain about it in the console of each visitor. */
const isTrustworthy = (webUrl: string): boolean => /^https:|^http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])[:/]/.test(webUrl);

/** `personal`: it holds somebody's data, and Back after log-out must show nothing. */
const asHtml = async (request: Request, html: string, webUrl: string, personal: boolean): Promise<Response> => {
  const coding = chooseCoding(request.headers.get('accept-encoding'), codings);
  const body = coding === null ? Buffer.from(html) : await compress[coding](html);
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(body.length),
    'content-security-policy': contentSecurityPolicy,
    'cache-control': personal ? 'no-store' : 'no-cache',
    vary: personal ? 'Accept-Encoding, Cookie' : 'Accept-Encoding',
    ...(isTrustworthy(webUrl) ? { 'cross-origin-opener-policy': 'same-origin' } : {}),
    ...(coding === null ? {} : { 'content-encoding': coding }),
  });
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), { headers });
};

/** To the same page by another query: what stood in this one is kept by no history. */
const elsewhere = (search: string): Response => new Response(null, { status: 302, headers: { location: search } });

const asksForPage = ({ method, headers }: Request): boolean =>
  (method === 'GET' || method === 'HEAD') && (headers.get('accept') ?? '').includes('text/html');

/** Asks in this process, as whoever the document is for. */
const askBy =
  (invoke: Invoke, request: Request, peer: Peer | undefined): Ask =>
  async <O extends Operation>(operation: O, asked: RequestOf<O>, workspace?: string) => {
    const { status, data } = await invoke(operation, asked, { request, peer, workspace });
    return status === 200 ? (data as ResponseOf<O>) : undefined; // the operation's own answer
  };

/** The page that stands in `clientDir` (a build's `client` folder), for whoever asks; with null there is none. `invoke` answers the page's first questions, if they are answered here. */
export const createPages = (parts: SiteParts, clientDir: string | null, invoke: Invoke | null): Pages => {
  if (clientDir === null) return { file: () => null, document: () => Promise.resolve(null) };
  const { settings } = parts;
  const connect = makeConnections(parts);
  const template = readFileSync(join(clientDir, 'index.html'), 'utf8');
  const manifest = readManifest(clientDir);
  const frames = readFrames(clientDir);
  const base = settings.publicUrl === null ? '/' : new URL(settings.publicUrl).pathname;
  return {
    file: serveStatic(clientDir),
    document: async (request, path, peer) => {
      if (!asksForPage(request)) return null;
      // the page reads its own addresses in letters of either case
      const bare = /^\/preview\/?$/i.test(path) ? bareSearch(new URL(request.url).search) : undefined;
      if (bare !== undefined) return elsewhere(bare);
      const invite = path === '/' ? new URL(request.url).searchParams.get('invite') : null;
      const { answers, preferences, first } =
        invoke === null
          ? unanswered
          : await firstAnswers(askBy(invoke, request, peer), {
              workspace: workspaceOf(path),
              invite,
              deployment: settings.deployment,
              now: parts.clock(),
            });
      const { webUrl } = connect(request, peer);
      const page = pageOf(path, invite);
      // of a workspace of one's own; a ClearML Server is asked by the page itself: here nobody knows whether its cookie still holds
      const framed =
        isProfile(path) &&
        (invoke === null
          ? readCookie(request.headers, cookieName(settings, webUrl.startsWith('https:'))) !== null
          : answers.some(([name]) => name === auth.getCredentials.name));
      return asHtml(
        request,
        fillDocument(template, {
          base,
          theme: themeOf(preferences),
          frame: framed ? (frames[first ? `${settings.deployment} first` : settings.deployment] ?? null) : null,
          chunks: chunksOf(
            manifest,
            page === null ? (framed && first ? 'src/app/layout/first-steps.tsx' : null) : `src/app/pages/${page}.tsx`,
          ),
          boot: {
            configuration: configurationFor(settings, webUrl),
            answers,
            origin: webUrl.replace(/\/$/, ''),
            ...(invoke !== null && { time: parts.clock() }),
          },
        }),
        webUrl,
        invoke !== null,
      );
    },
  };
};
