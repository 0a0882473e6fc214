import { dateIn } from './date-in.ts';
import { own } from './own.ts';
import { timeOf } from './probe-says.ts';
import type { ReadFacts } from './read-facts.ts';
import type { ReadVerdict, SasFault } from './read-verdict.ts';
import { readSas, type Sas } from './sas.ts';
import type { Wanted } from './signed-address.ts';
import { providerOf } from './storage-endpoint.ts';
import { element } from './xml.ts';

/** Judges what Azure says about a shared access signature; undefined where it says nothing about it. */
export const judgeSas = (code: string, body: string, { asked, probe, now }: ReadFacts): ReadVerdict | undefined => {
  const why = own(byCode, code);
  if (why === undefined || asked === undefined || providerOf(asked.row.host) !== 'azure') return undefined;
  const said = readSas(asked.row.secret);
  if (why !== 'unsaid') return { name: 'sas_refused', sas: said, why };
  const detail = detailOf(body);
  // of a stored policy only Azure knows the dates, and its clock is the one that counts
  const sas = { ...said, from: timeIn(detail, 'Start') ?? said.from, until: timeIn(detail, 'Expiry') ?? said.until };
  const time = timeIn(detail, 'Current') ?? timeOf(probe) ?? now;
  if (sas.until !== undefined && sas.until <= time) return { name: 'sas_expired', sas };
  if (sas.from !== undefined && sas.from > time) return { name: 'sas_early', sas };
  if (!holds(sas, asked.wanted)) return { name: 'sas_refused', sas, why: 'kind' };
  return { name: 'sas_refused', sas, why: /did not match/i.test(detail) ? 'signature' : 'unsaid' };
};

/** One of a blob lists nothing, and only one of the account its containers, by the types that it names. */
const holds = ({ resource, types }: Sas, { what }: Wanted): boolean => {
  if (types !== '') return types.includes({ object: 'o', list: 'c', buckets: 's' }[what]);
  return what === 'object' || resource === '' || (what === 'list' && resource !== 'b');
};

/** Whether Azure tells its own time in a refusal. */
export const saysTime = (body: string): boolean => timeIn(detailOf(body), 'Current') !== undefined;

const detailOf = (body: string): string => element(body, 'AuthenticationErrorDetail');

/** Of `Signature not valid in the specified time frame: Start [..] - Expiry [..] - Current [..]`. */
const timeIn = (detail: string, name: 'Start' | 'Expiry' | 'Current'): number | undefined =>
  dateIn(new RegExp(`${name} \\[([^\\]]*)\\]`).exec(detail)?.[1]);

const byCode: Readonly<Record<string, SasFault>> = {
  AuthenticationFailed: 'unsaid',
  AuthorizationFailure: 'unsaid',
  InvalidAuthenticationInfo: 'unsaid',
  AuthorizationResourceTypeMismatch: 'kind',
  AuthorizationServiceMismatch: 'service',
  AuthorizationProtocolMismatch: 'protocol',
  AuthorizationSourceIPMismatch: 'address',
};
