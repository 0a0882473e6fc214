import { parsedUrl } from './parsed-url.ts';

/** An address that cannot be: its host tells whether a path stayed relative. */
const here = 'http://own.invalid';

/**
 * The path to go back to after log-in, or undefined where `wanted` is none of this page's own: an address of another site
 * (`//host`, `/\host`, `https:`), or the pages for logging in themselves.
 */
export const ownPath = (wanted: string | null): string | undefined => {
  if (wanted === null || !wanted.startsWith('/')) return undefined;
  const url = parsedUrl(wanted, here);
  if (url === undefined) return undefined;
  const { origin, pathname, search, hash } = url;
  if (origin !== here || pathname.startsWith('//') || /^\/(?:login|signup|set-password)\/?$/u.test(pathname)) return undefined;
  return pathname + search + hash;
};
