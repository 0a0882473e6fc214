import type { Settings } from './settings.ts';

/** `__Host-` binds the cookie to this very host over https; a name that the operator chose stays as it is. */
export const cookieName = (settings: Pick<Settings, 'cookieName' | 'cookieNameSet'>, https: boolean): string =>
  https && !settings.cookieNameSet ? `__Host-${settings.cookieName}` : settings.cookieName;

/** The value of a cookie in a request, or null. */
export const readCookie = (headers: Headers, name: string): string | null => {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const split = part.indexOf('=');
    if (split > 0 && part.slice(0, split).trim() === name) return part.slice(split + 1).trim() || null;
  }
  return null;
};

/** `Set-Cookie` with a token until its end (ms), or, with null, the removal of the cookie. */
export const cookieHeader = (
  name: string,
  token: { readonly value: string; readonly expires: number } | null,
  https: boolean,
  now: number,
): string => {
  const seconds = token === null ? 0 : Math.max(0, Math.ceil((token.expires - now) / 1000));
  const ends = new Date(token?.expires ?? 0).toUTCString();
  const rules = `Expires=${ends}; Max-Age=${seconds}; HttpOnly; Path=/; SameSite=Lax${https ? '; Secure' : ''}`;
  return `${name}=${token?.value ?? ''}; ${rules}`;
};
