import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { chooseCoding, codings, type Coding } from './negotiate.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const endings: Readonly<Record<Coding, string>> = { br: '.br', gzip: '.gz' };

/** The folder whose file names carry a hash of what is in them. */
const hashed = '/assets/';

interface File {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly coded: ReadonlyMap<Coding, Buffer>;
}

const readOne = (path: string): File => {
  const plain = readFileSync(path);
  const coded = codings
    .filter((coding) => existsSync(path + endings[coding]))
    .map((coding) => [coding, readFileSync(path + endings[coding])] as const);
  return {
    type: types[extname(path)] ?? 'application/octet-stream',
    etag: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
    plain,
    coded: new Map(coded),
  };
};

/** Files by their address. Read once: a build that replaces the folder leaves a running server whole, and what is not listed here cannot be reached. */
const readAll = (folder: string): ReadonlyMap<string, File> => {
  const files = new Map<string, File>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    const hidden = address.includes('/.') || address === '/index.html' || Object.values(endings).includes(extname(path));
    if (entry.isFile() && !hidden) files.set(address, readOne(path));
  }
  return files;
};

const decoded = (path: string): string | null => {
  try {
    return decodeURIComponent(path);
  } catch {
    return null; // a broken escape names no file
  }
};

const headersOf = (file: File, path: string, coding: Coding | null): Headers =>
  new Headers({
    'content-type': file.type,
    etag: `"${file.etag}${coding === null ? '' : `-${coding}`}"`,
    'cache-control': path.startsWith(hashed) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(file.coded.size === 0 ? {} : { vary: 'Accept-Encoding' }),
    ...(coding === null ? {} : { 'content-encoding': coding }),
  });

const isKnown = (request: Request, etag: string): boolean =>
  (request.headers.get('if-none-match') ?? '').split(',').some((known) => known.trim().replace(/^W\//, '') === etag);

/**
 * Answers GET and HEAD for the files of a folder (below it `assets/` never changes, its `index.html` is not a file but a template);
 * null for what is not among them, but for a missing asset a 404: an old tab must not take a page for its chunk.
 */
export const serveStatic = (folder: string): ((request: Request, path: string) => Response | null) => {
  const files = readAll(folder);
  return (request, path) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null;
    const address = decoded(path);
    const file = address === null ? undefined : files.get(address);
    if (file === undefined || address === null)
      return path.startsWith(hashed) ? new Response('Not found\n', { status: 404, headers: { 'content-type': 'text/plain' } }) : null;
    const coding = chooseCoding(request.headers.get('accept-encoding'), [...file.coded.keys()]);
    const headers = headersOf(file, address, coding);
    if (isKnown(request, headers.get('etag') ?? '')) return new Response(null, { status: 304, headers });
    const body = (coding === null ? undefined : file.coded.get(coding)) ?? file.plain;
    headers.set('content-length', String(body.length));
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), { headers });
  };
};
