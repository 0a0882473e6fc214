import { parsedUrl } from '#lib/parsed-url.ts';
import { withQuestionMark } from '#lib/query-mark.ts';
import { queryParameters, type QueryParameter } from '#lib/query-parameters.ts';
import { isSecretParameter } from '#lib/secret-parameters.ts';
import { Failure } from '../failure.ts';

/** An address that a probe may ask, as far as its text tells. */
export interface Target {
  readonly url: URL;
  /** name or address as the URL normalised it (`hostOf`) */
  readonly host: string;
  readonly port: number;
  /** signed for HEAD */
  readonly signed: boolean;
}

/** What a signature for HEAD has; it opens nothing else. */
const allowed: ReadonlySet<string> = new Set(['x-amz-signature', 'x-amz-credential']);
/** Longest life of a signature, seconds. */
const lifeMax = 60;

const refused = (why: string): Failure => new Failure('probe_refused', { detail: ` (${why})` });

/** Whether the query is signed. Throws where the signature is a secret, or lives longer than a minute; what is said twice may be read either way. */
const requireShortLived = (parameters: readonly QueryParameter[]): boolean => {
  if (parameters.some((one) => isSecretParameter(one) && !allowed.has(one.name)))
    throw refused('sig or X-Amz-Security-Token, or a signature other than X-Amz-Signature');
  const valuesOf = (wanted: string): string[] => parameters.filter(({ name }) => name === wanted).map(({ value }) => value);
  const signatures = valuesOf('x-amz-signature');
  if (signatures.length === 0) return false;
  const [life = '', ...others] = valuesOf('x-amz-expires');
  if (signatures.length > 1 || others.length > 0 || !/^\d+$/.test(life) || Number(life) > lifeMax)
    throw refused(`X-Amz-Signature without X-Amz-Expires of ${lifeMax} at most`);
  return true;
};

/** Its name or address as a target has it: without brackets and the dot at its end. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$|\.$/g, '');

/** Reads the address to ask. Throws `probe_refused`; its words never repeat the address. */
export const readTarget = (address: string): Target => {
  const url = parsedUrl(address);
  if (url === undefined) throw refused('not an address');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused('neither http nor https');
  if (`${url.username}${url.password}` !== '') throw refused('user name or password');
  const signed = requireShortLived(queryParameters(withQuestionMark(address)));
  const host = hostOf(url);
  // what else a URL may hold is no name of a host, and none that PROBE_ALLOW could list
  if (!/^[a-z0-9._:-]+$/.test(host)) throw refused('not the name of a host');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (port === 0) throw refused('no port');
  return { url, host, port, signed };
};
