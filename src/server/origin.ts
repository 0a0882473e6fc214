import { parsedUrl } from '#lib/parsed-url.ts';
import { Failure } from './failure.ts';
import type { Settings } from './settings.ts';

/** Whether `Origin` has the host and port that the request was sent to; a default port may be written or not. A page over http is not the one over https. */
const isOwn = (origin: URL, host: string | null, secure: boolean): boolean =>
  host !== null && !(secure && origin.protocol === 'http:') && parsedUrl(`${origin.protocol}//${host}`)?.host === origin.host;

/**
 * Refuses what a page of another site sent through somebody's browser: `Sec-Fetch-Site` decides where it says `same-origin` or `none`,
 * else `Origin` against the request's own host, `PUBLIC_URL` and `CORS_ORIGINS`. A program sends neither.
 */
export const requireOwnOrigin = (
  headers: Headers,
  { host, secure }: { readonly host: string | null; readonly secure: boolean },
  settings: Pick<Settings, 'publicUrl' | 'corsOrigins'>,
): void => {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site === 'same-origin' || site === 'none') return;
  if (site === null && origin === null) return;
  const from = parsedUrl(origin ?? '');
  const allowed = [settings.publicUrl, ...settings.corsOrigins].map((address) => parsedUrl(address ?? '')?.origin);
  if (from !== undefined && (isOwn(from, host, secure) || allowed.includes(from.origin))) return;
  const own = settings.publicUrl ?? host ?? 'unknown';
  throw new Failure('foreign_origin', {
    detail: `: origin=${origin ?? site ?? ''}, own=${own}; set PUBLIC_URL to where browsers reach this server`,
  });
};

/** Refuses a body that a form of another site could send: only JSON needs a preflight. */
export const requireJson = (request: Request): void => {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json' || request.headers.get('content-length') === '0') return;
  // asked last: to have it, Node makes a whole web Request, which costs more than all else of a small call
  if (request.body !== null) throw new Failure('unsupported_type');
};
