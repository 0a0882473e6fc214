import { parsedUrl } from '#lib/parsed-url.ts';

/** What a host may be: a name, an IPv4 address or an IPv6 address in brackets; the port, where it is not the usual one. */
const plainHost = /^(?:[a-z\d._-]+|\[[\da-f:.]+\])(?::\d+)?$/u;
/** What a path may not have as it stands, because some reader of a snippet takes it for something else, with or without quotes. */
const unplain = /[^\w./~%-]/gu;

/**
 * The address of a server without a slash at the end, in letters that HOCON, shells, YAML and `.env` files take as they are.
 * Without query, fragment and user, which have no place in it; undefined where it is no address of http. A path alone is one of `base`.
 */
export const plainAddress = (text: string | undefined, base?: string): string | undefined => {
  const url = text === undefined || text.trim() === '' ? undefined : parsedUrl(text, base);
  if (url === undefined || !/^https?:$/u.test(url.protocol) || !plainHost.test(url.host)) return undefined;
  const { protocol, host, pathname } = url;
  const path = pathname.replaceAll(unplain, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${protocol}//${host}${path}`.replace(/\/+$/u, '');
};
