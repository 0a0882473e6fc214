import { plainAddress } from './plain-address.ts';
import type { ServerKind, ServerUrls } from './server-urls.ts';

/** The servers in the order in which they are shown. */
export const serverKinds = ['web', 'api', 'files'] as const satisfies readonly ServerKind[];
export const serverNames = { web: 'Web server', api: 'API server', files: 'File server' } as const satisfies Record<ServerKind, string>;

/** What was typed, read: the addresses where all three are right, else what is wrong with which. */
export type TypedServers = { readonly urls: ServerUrls } | { readonly problems: Readonly<Partial<Record<ServerKind, string>>> };

/** Reads three typed addresses. They must be three: `clearml-init` refuses equal ones. */
export const readServers = (typed: ServerUrls): TypedServers => {
  const urls: Partial<Record<ServerKind, string>> = {};
  const problems: Partial<Record<ServerKind, string>> = {};
  for (const kind of serverKinds) {
    const read = readAddress(typed[kind]);
    const same = serverKinds.find((other) => 'url' in read && urls[other] === read.url);
    if ('problem' in read) problems[kind] = read.problem;
    else if (same !== undefined) problems[kind] = `Same as “${serverNames[same]}”: ClearML needs three different addresses.`;
    else urls[kind] = read.url;
  }
  const { web, api, files } = urls;
  return web === undefined || api === undefined || files === undefined ? { problems } : { urls: { web, api, files } };
};

/** One typed address, or what is wrong with it. */
export const readAddress = (typed: string): { readonly url: string } | { readonly problem: string } => {
  const text = typed.trim();
  if (text === '') return { problem: 'Type the address of this server.' };
  if (!/^https?:\/\//iu.test(text)) return { problem: 'Begin with http:// or https://.' };
  if (/[\s"'`#?\\]/u.test(text)) return { problem: 'Leave out blanks, quotes, backslashes, # and ?.' };
  const url = /^[^/]+\/\/[^/]*@/u.test(text) ? undefined : plainAddress(text);
  return url === undefined ? { problem: 'This is no address of a server: host, port and path, as http://host:8080/path.' } : { url };
};
