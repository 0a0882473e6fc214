import { Failure } from '../failure.ts';

/** An address that a probe may ask, as far as its text tells. */
export interface Target {
  readonly url: URL;
  /** name or address as the URL normalised it, without brackets and the dot at its end */
  readonly host: string;
  readonly port: number;
  /** signed for HEAD */
  readonly signed: boolean;
}

/** Query parameters that open a storage to whoever holds them. */
const secrets: ReadonlySet<string> = new Set(['sig', 'x-amz-security-token']);

const refused = (why: string): Failure => new Failure('probe_refused', { detail: ` (${why})` });

/** Reads the address to ask. Throws `probe_refused`; its words never repeat the address. */
export const readTarget = (address: string): Target => {
  if (!URL.canParse(address)) throw refused('not an address');
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused('neither http nor https');
  if (`${url.username}${url.password}` !== '') throw refused('user name or password');
  const names = new Set([...url.searchParams.keys()].map((name) => name.trim().toLowerCase()));
  if ([...secrets].some((name) => names.has(name))) throw refused('sig or X-Amz-Security-Token');
  const host = url.hostname.replace(/^\[|\]$|\.$/g, '');
  // what else a URL may hold is no name of a host, and none that PROBE_ALLOW could list
  if (!/^[a-z0-9._:-]+$/.test(host)) throw refused('not the name of a host');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  return { url, host, port, signed: names.has('x-amz-signature') };
};
