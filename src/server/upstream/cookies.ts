import { cookieHeader } from '../cookies.ts';

/** Without an end of its own a token counts as ClearML's usual one, seconds. */
const usualLife = 2_592_000;

/** What a JWT says, null where it is none; its signature is ClearML's to check. */
export const claimsOf = (token: string): unknown => {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as unknown;
  } catch {
    return null;
  }
};

/** When a JWT ends, ms. */
const expiryOf = (token: string, now: number): number => {
  const claims = claimsOf(token);
  const exp = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : undefined;
  return typeof exp === 'number' ? exp * 1000 : now + usualLife * 1000;
};

interface Rewriting {
  /** of ClearML's session cookie */
  readonly name: string;
  readonly secure: boolean;
  /** ms */
  readonly now: number;
}

/**
 * ClearML's session cookie as our origin sets it: the same name and value, for this host, as long as its token lives, or its removal.
 * Null where the answer says nothing of it; no other cookie passes.
 */
export const rewriteCookie = (cookies: readonly string[], { name, secure, now }: Rewriting): string | null => {
  const own = cookies.findLast((cookie) => cookie.startsWith(`${name}=`));
  if (own === undefined) return null;
  const value =
    own
      .slice(name.length + 1)
      .split(';')[0]
      ?.trim() ?? '';
  const removed = value === '' || /;\s*max-age=0*(?:;|$)/i.test(own);
  return cookieHeader(name, removed ? null : { value, expires: expiryOf(value, now) }, secure, now);
};
