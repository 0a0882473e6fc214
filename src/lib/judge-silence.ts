import { isLoopback, isPrivateHost } from './private-host.ts';
import { redirectIn } from './probe-says.ts';
import type { Probe, ReadFacts } from './read-facts.ts';
import type { Cause, ReadVerdict, TlsFault } from './read-verdict.ts';

/** Judges that the browser got no answer at all: by what the server's probe found, by the browser's own guard, else by what is left. */
export const judgeSilence = (facts: ReadFacts): ReadVerdict => {
  const { reader, attempt, probe } = facts;
  if (!reader.online) return { name: 'offline' };
  if (probe.kind === 'unreached') return byProbe(probe, facts.url.host);
  const to = redirectIn(probe);
  // what it leads to is silent
  if (to !== undefined) return { name: 'redirected', to };
  if (isGuarded(facts)) return { name: 'local_network', denied: reader.localNetwork === 'denied' };
  if (attempt.kind === 'late' && probe.kind !== 'reached') return { name: 'timeout' };
  const allow = probe.kind === 'not_allowed' && !isElsewhere(facts) ? probe.allow : undefined;
  return { name: 'unknown', left: causesLeft(facts), ...(allow === undefined ? {} : { allow }) };
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

/** Chromium lets a page from the internet ask a private address only with a permission. While it asks for that, the request waits. */
const isGuarded = ({ url, reader, probe, attempt }: ReadFacts): boolean => {
  if (!isPrivateHost(url.hostname) && probe.kind !== 'not_allowed') return false;
  return reader.localNetwork === 'denied' || (reader.localNetwork === 'prompt' && attempt.kind === 'late' && !isPrivateHost(reader.host));
};

/** The loopback of this computer is not that of a server elsewhere. */
const isElsewhere = ({ url, reader }: ReadFacts): boolean => isLoopback(url.hostname) && !isLoopback(reader.host);

const causesLeft = ({ url, probe, reader }: ReadFacts): Cause[] => {
  if (probe.kind === 'reached') return ['blocker', 'here'];
  const guarded = isPrivateHost(url.hostname) && reader.localNetwork === 'prompt';
  const some = [
    !/^[\d.]+$|^\[/.test(url.hostname) && 'dns',
    'refused',
    url.protocol === 'https:' && 'tls',
    guarded && 'local_network',
    'blocker',
  ];
  return some.filter((one): one is Cause => one !== false);
};
