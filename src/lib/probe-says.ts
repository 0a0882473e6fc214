import { dateIn, minutesBetween } from './date-in.ts';
import { parsedUrl } from './parsed-url.ts';
import type { Probe } from './read-facts.ts';

/** The right region, as AWS names it beside any answer about a bucket. */
export const regionIn = (probe: Probe): string | undefined =>
  probe.kind === 'reached' ? /^[a-z0-9-]+$/.exec(probe.headers['x-amz-bucket-region'] ?? '')?.[0] : undefined;

/** The time of the storage; undefined where it does not say it. */
export const timeOf = (probe: Probe): number | undefined => (probe.kind === 'reached' ? dateIn(probe.headers['date']) : undefined);

/** More than this between two clocks and S3 refuses a signature, minutes. */
export const tolerance = 15;

/** How far this computer is ahead of the storage; undefined where that does not say its time. */
export const minutesAhead = (probe: Probe, now: number): number | undefined => {
  const time = timeOf(probe);
  return time === undefined ? undefined : minutesBetween(now, time);
};

/** Where a redirect leads, as an origin; undefined where there is none. */
export const redirectIn = (probe: Probe): string | undefined => {
  if (probe.kind !== 'reached' || probe.status < 300 || probe.status >= 400) return undefined;
  const to = probe.headers['location'] ?? '';
  return parsedUrl(to)?.origin;
};
