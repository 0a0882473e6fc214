import { isLoopback, isPrivateHost } from './private-host.ts';
import { redirectIn } from './probe-says.ts';
import type { Probe, ReadFacts } from './read-facts.ts';
import type { Cause, ReadVerdict, ServerView, TlsFault } from './read-verdict.ts';
import { isNumeric, providerOf } from './storage-endpoint.ts';

/** Judges that the browser got no answer at all: by its own guard, by what the server's probe found, else by what is left. */
export const judgeSilence = (facts: ReadFacts): ReadVerdict => {
  const { reader, attempt, probe } = facts;
  if (!reader.online) return { name: 'offline' };
  // nothing was sent, whatever the server finds
  if (reader.localNetwork === 'denied' && isGuarded(facts)) return { name: 'local_network', denied: true };
  const server = serverView(facts);
  if (probe.kind === 'unreached' && server === undefined) return byProbe(probe, facts.url.host);
  const to = isFollowed(facts) ? redirectIn(probe) : undefined;
  // what it leads to is silent
  if (to !== undefined && to !== facts.url.origin) return { name: 'redirected', to };
  if (isBeingAsked(facts)) return { name: 'local_network', denied: false };
  if (attempt.kind === 'late' && probe.kind !== 'reached') return { name: 'timeout' };
  const allow = probe.kind === 'not_allowed' && !isElsewhere(facts) ? probe.allow : undefined;
  return {
    name: 'unknown',
    left: causesLeft(facts),
    ...(server === undefined ? {} : { server }),
    ...(allow === undefined ? {} : { allow }),
  };
};

/** Whether the browser goes where it is sent: not with keys, but for those of AWS. */
const isFollowed = ({ asked }: ReadFacts): boolean => asked === undefined || providerOf(asked.row.host) === 'aws';

/** What the server found of a name or an address that is another one, or none, outside of the browser's network. */
const serverView = ({ probe, url }: ReadFacts): ServerView | undefined => {
  if (probe.kind !== 'unreached' || !isPrivateHost(url.hostname)) return undefined;
  return (['dns', 'refused', 'timeout', 'unreachable'] as const).find((view) => view === probe.error);
};

const byProbe = ({ error, code }: Extract<Probe, { kind: 'unreached' }>, host: string): ReadVerdict => {
  if (error === 'dns') return { name: 'dns', host };
  if (error === 'timeout') return { name: 'timeout' };
  if (error === 'tls') return { name: 'tls', fault: tlsFault(code), code };
  if (error === 'not_http') return { name: 'not_storage', how: 'not_http' };
  return { name: 'refused', how: error };
};

/** What Node and OpenSSL call the faults of a certificate. */
const tlsFault = (code: string): TlsFault => {
  if (code === 'CERT_HAS_EXPIRED') return 'expired';
  if (code === 'CERT_NOT_YET_VALID') return 'early';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'other_name';
  if (/SELF_SIGNED|UNABLE_TO_|CERT_UNTRUSTED|INVALID_CA|CERT_CHAIN/.test(code)) return 'untrusted';
  return /^(EPROTO|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG)$/.test(code) ? 'no_tls' : 'other';
};

/** Chromium lets a page ask what is nearer than its own host only with a permission: from the internet a private address, from there this computer. */
const isGuarded = ({ url, probe, reader }: ReadFacts): boolean => {
  if (isLoopback(url.hostname)) return !isLoopback(reader.host);
  return (isPrivateHost(url.hostname) || probe.kind === 'not_allowed') && !isPrivateHost(reader.host);
};

/** While the browser asks for the permission, the request waits. */
const isBeingAsked = (facts: ReadFacts): boolean =>
  isGuarded(facts) && facts.reader.localNetwork === 'prompt' && facts.attempt.kind === 'late';

/** A name may lead to a private address without looking like it, but numbers are what they are. */
const mayBeGuarded = (facts: ReadFacts): boolean => {
  const { localNetwork, host } = facts.reader;
  if (localNetwork === 'denied') return isGuarded(facts) || !(isNumeric(facts.url.host) || isPrivateHost(host));
  return localNetwork === 'prompt' && isGuarded(facts);
};

/** The loopback of this computer is not that of a server elsewhere. */
const isElsewhere = ({ url, reader }: ReadFacts): boolean => isLoopback(url.hostname) && !isLoopback(reader.host);

const causesLeft = (facts: ReadFacts): Cause[] => {
  const { url, probe } = facts;
  const isReached = probe.kind === 'reached';
  const some = [
    !isReached && !isNumeric(url.host) && 'dns',
    !isReached && 'refused',
    !isReached && url.protocol === 'https:' && 'tls',
    mayBeGuarded(facts) && 'local_network',
    'blocker',
    isReached && 'here',
  ];
  return some.filter((one): one is Cause => one !== false);
};
