import { isHtml } from './judge-answer.ts';
import type { Probe, ReadFacts } from './read-facts.ts';
import { isBusy, type ReadVerdict } from './read-verdict.ts';
import { providerOf } from './storage-endpoint.ts';
import { minutesAhead, redirectIn, regionIn, tolerance } from './probe-says.ts';
import { regionOf, type Wanted } from './signed-address.ts';

type Reached = Extract<Probe, { kind: 'reached' }>;

/** Judges an answer that is there but closed to this page: a redirect, or one without CORS. Storages leave CORS out of some refusals, which only the server sees. */
export const judgeClosed = (facts: ReadFacts): ReadVerdict => {
  const { probe } = facts;
  const told = probe.kind === 'reached' ? judgeReached(probe, facts) : undefined;
  if (told !== undefined) return told;
  if (facts.attempt.kind === 'redirect') return { name: 'redirected' };
  const status = probe.kind === 'reached' && isTelling(facts) && probe.status >= 400 ? { status: probe.status } : {};
  const allowed = isAllowed(facts) ? ({ allowed: true } as const) : {};
  return { name: 'cors', host: facts.asked?.row.host, bucket: bucketOf(facts), ...status, ...allowed };
};

/** The storage named this page, or all, as one that may read. */
const isAllowed = ({ probe, reader }: ReadFacts): boolean =>
  probe.kind === 'reached' && ['*', reader.origin].includes(probe.headers['access-control-allow-origin'] ?? '');

const bucketOf = ({ asked }: ReadFacts): string => (asked === undefined || asked.wanted.what === 'buckets' ? '' : asked.wanted.bucket);

/** The probe asks Azure and for temporary keys without a signature: a refusal of that says nothing. */
const isTelling = ({ asked }: ReadFacts): boolean =>
  asked === undefined || (providerOf(asked.row.host) !== 'azure' && asked.row.token === '');

const judgeReached = (probe: Reached, facts: ReadFacts): ReadVerdict | undefined => {
  const { asked, now } = facts;
  // the browser follows redirects of a plain web address itself
  if (asked === undefined) return undefined;
  const region = regionIn(probe);
  if (region !== undefined && region !== regionOf(asked.row)) return { name: 'wrong_region', region, closed: true };
  const to = redirectIn(probe);
  // a storage sends to another one, a web server also to its own page for logging in
  if (to !== undefined) return to === facts.url.origin ? { name: 'not_storage', how: 'html' } : { name: 'redirected', to };
  if (isBusy(probe.status)) return { name: 'other', status: probe.status, code: probe.code, closed: true };
  if (isPageInstead(probe, asked.wanted)) return { name: 'not_storage', how: 'html' };
  if (probe.code === 'NoSuchBucket' || probe.code === 'ContainerNotFound') return { name: 'no_bucket', closed: true };
  return isTelling(facts) ? judgeStatus(probe.status, minutesAhead(probe, now), asked.wanted) : undefined;
};

/** What a status says that comes without a word, as all answers to HEAD do. */
const judgeStatus = (status: number, minutes: number | undefined, { what }: Wanted): ReadVerdict | undefined => {
  if (status === 403 && minutes !== undefined && Math.abs(minutes) > tolerance) return { name: 'clock', minutes, closed: true };
  return status === 404 && what === 'list' ? { name: 'no_bucket', closed: true } : undefined;
};

/**
 * A web page where there should be a listing or an object that is none: the console of a storage, or no storage. What guards a storage
 * refuses with a page too.
 */
const isPageInstead = ({ headers, status }: Reached, wanted: Wanted): boolean =>
  isHtml(headers['content-type'] ?? '', '') && status !== 403 && (wanted.what !== 'object' || status >= 400 || !mayBePage(wanted.key));

/** By its name, which may have no ending. */
const mayBePage = (key: string): boolean => /\.html?$|(^|\/)[^./]+$/i.test(key);
