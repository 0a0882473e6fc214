import type { Configuration } from '#contract/index.ts';
import { plainAddress } from './plain-address.ts';

/** Where a program reaches ClearML's three servers: absolute, without a slash at the end, and all different, as `clearml-init` demands. */
export interface ServerUrls {
  readonly web: string;
  readonly api: string;
  readonly files: string;
}

export type ServerKind = keyof ServerUrls;

/** The addresses for snippets: what the server says, and where it says nothing usable, what follows from the page's own address. */
export const serverUrls = ({ displayedServerUrls: shown = {} }: Configuration, origin: string): ServerUrls => {
  const web = firstOther([plainAddress(shown.webServer, origin), plainAddress(origin, origin)], []);
  const api = firstOther([plainAddress(shown.apiServer, origin), `${web}/api`], [web]);
  const files = firstOther([plainAddress(shown.filesServer, origin), fileServer(web), `${web}/files`], [web, api]);
  return { web, api, files };
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
