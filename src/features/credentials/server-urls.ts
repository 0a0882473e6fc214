import type { Configuration } from '#contract/index.ts';

/** Where a program reaches ClearML's three servers: absolute, without a slash at the end, and all different, as `clearml-init` demands. */
export interface ServerUrls {
  readonly web: string;
  readonly api: string;
  readonly files: string;
}

/** The addresses for snippets: what the server says, and where it says nothing usable, what follows from the page's own address. */
export const serverUrls = ({ displayedServerUrls: shown = {} }: Configuration, origin: string): ServerUrls => {
  const web = address(shown.webServer, origin) ?? withoutSlash(origin);
  const api = firstOther([address(shown.apiServer, origin), `${web}/api`], [web]);
  const files = firstOther([address(shown.filesServer, origin), fileServer(web), `${web}/files`], [web, api]);
  return { web, api, files };
};

/** The address without query, fragment and user, which have no place in a server's address; undefined where it is none of http. */
const address = (shown: string | undefined, origin: string): string | undefined => {
  if (shown === undefined || shown.trim() === '' || !URL.canParse(shown, origin)) return undefined;
  const { protocol, host, pathname } = new URL(shown, origin);
  return /^https?:$/u.test(protocol) ? withoutSlash(`${protocol}//${host}${pathname}`) : undefined;
};

/** Where ClearML puts its file server beside a web server at that address. */
const fileServer = (web: string): string => {
  const { protocol, hostname, host } = new URL(web);
  return hostname.startsWith('app.') ? `${protocol}//files.${host.slice('app.'.length)}` : `${protocol}//${hostname}:8081`;
};

const firstOther = (candidates: readonly (string | undefined)[], taken: readonly string[]): string => {
  const other = candidates.find((candidate) => candidate !== undefined && !taken.includes(candidate));
  if (other === undefined) throw new Error('No address is left for a server');
  return other;
};

const withoutSlash = (url: string): string => url.replace(/\/+$/u, '');
