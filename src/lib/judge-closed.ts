import { isHtml, judgeCode } from './judge-answer.ts';
import type { Probe, ReadFacts } from './read-facts.ts';
import type { ReadVerdict } from './read-verdict.ts';
import { providerOf } from './storage-endpoint.ts';
import { regionOf } from './signed-address.ts';

type Reached = Extract<Probe, { kind: 'reached' }>;

/** More than this between two clocks and S3 refuses a signature, minutes. */
const tolerance = 15;

/** Judges an answer that is there, but closed to this page: a redirect, or one without CORS. Storages leave CORS out of some refusals, which only the server sees. */
export const judgeClosed = (facts: ReadFacts): ReadVerdict => {
  const { probe } = facts;
  const told = probe.kind === 'reached' ? judgeReached(probe, facts) : undefined;
  if (told !== undefined) return told;
  if (facts.attempt.kind === 'redirect') return { name: 'redirected' };
  const status = probe.kind === 'reached' && isTelling(facts) && probe.status >= 400 ? { status: probe.status } : {};
  return { name: 'cors', host: facts.asked?.row.host, bucket: bucketOf(facts), ...status };
};

const bucketOf = ({ asked }: ReadFacts): string => (asked === undefined || asked.wanted.what === 'buckets' ? '' : asked.wanted.bucket);

/** The probe asks Azure and for temporary keys without a signature: a refusal of that says nothing. */
const isTelling = ({ asked }: ReadFacts): boolean =>
  asked === undefined || (providerOf(asked.row.host) !== 'azure' && asked.row.token === '');

const judgeReached = (probe: Reached, facts: ReadFacts): ReadVerdict | undefined => {
  const { asked, now } = facts;
  if (asked !== undefined) {
    const region = regionIn(probe);
    if (region !== undefined && region !== regionOf(asked.row)) return { name: 'wrong_region', region };
    if (isPageInstead(probe, asked.wanted)) return { name: 'not_storage', how: 'html' };
    const minutes = minutesAhead(probe, now);
    if (probe.status === 403 && isTelling(facts) && minutes !== undefined && Math.abs(minutes) > tolerance)
      return { name: 'clock', minutes };
    if (probe.code === 'NoSuchBucket' || probe.code === 'ContainerNotFound') return judgeCode(probe.code, facts);
    if (probe.status === 404 && isTelling(facts) && asked.wanted.what === 'list') return { name: 'no_bucket' };
  }
  const to = probe.headers['location'];
  return to === undefined || probe.status >= 400 || !URL.canParse(to) ? undefined : { name: 'redirected', to: new URL(to).origin };
};

/** The right region, as AWS names it beside any answer about a bucket. */
export const regionIn = (probe: Probe): string | undefined =>
  probe.kind === 'reached' ? /^[a-z0-9-]+$/.exec(probe.headers['x-amz-bucket-region'] ?? '')?.[0] : undefined;

/** How far this computer is ahead of the storage; undefined where that does not say its time. */
export const minutesAhead = (probe: Probe, now: number): number | undefined => {
  const minutes = probe.kind === 'reached' ? Math.round((now - Date.parse(probe.headers['date'] ?? '')) / 60_000) : Number.NaN;
  return Number.isNaN(minutes) ? undefined : minutes;
};

/** A web page where there should be a listing or an object that is none: the console of a storage, or no storage. */
const isPageInstead = ({ headers, status }: Reached, wanted: NonNullable<ReadFacts['asked']>['wanted']): boolean =>
  isHtml(headers['content-type'] ?? '', '') && (wanted.what !== 'object' || status >= 400 || !/\.html?$/i.test(wanted.key));
