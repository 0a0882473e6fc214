import type { ReadFacts } from './read-facts.ts';
import type { ReadVerdict, SasFault } from './read-verdict.ts';
import { readSas, type Sas } from './sas.ts';
import type { Wanted } from './signed-address.ts';
import { providerOf } from './storage-endpoint.ts';
import { element } from './xml.ts';

/** Judges what Azure says about a shared access signature; undefined where it says nothing about it. */
export const judgeSas = (code: string, body: string, { asked, now }: ReadFacts): ReadVerdict | undefined => {
  const why = byCode[code];
  if (why === undefined || asked === undefined || providerOf(asked.row.host) !== 'azure') return undefined;
  const sas = readSas(asked.row.secret);
  const detail = element(body, 'AuthenticationErrorDetail');
  // its own clock, which is the one that counts
  const time = dateIn(/Current \[([^\]]*)\]/.exec(detail)?.[1]) ?? now;
  if (why === 'unsaid' && sas.until !== undefined && sas.until <= time) return { name: 'sas_expired', sas };
  if (why === 'unsaid' && sas.from !== undefined && sas.from > time) return { name: 'sas_early', sas };
  if (why !== 'unsaid') return { name: 'sas_refused', sas, why };
  if (!holdsLists(sas, asked.wanted)) return { name: 'sas_refused', sas, why: 'kind' };
  return { name: 'sas_refused', sas, why: /signature|did not match/i.test(detail) ? 'signature' : 'unsaid' };
};

/** One of a blob lists nothing, and only one of the account its containers. */
const holdsLists = ({ resource }: Sas, { what }: Wanted): boolean =>
  what === 'object' || resource === '' || (what === 'list' && resource !== 'b');

const dateIn = (text: string | undefined): number | undefined => {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
};

const byCode: Readonly<Record<string, SasFault>> = {
  AuthenticationFailed: 'unsaid',
  AuthorizationFailure: 'unsaid',
  InvalidAuthenticationInfo: 'unsaid',
  AuthorizationResourceTypeMismatch: 'kind',
  AuthorizationServiceMismatch: 'service',
  AuthorizationProtocolMismatch: 'protocol',
  AuthorizationSourceIPMismatch: 'address',
};
