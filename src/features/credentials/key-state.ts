import type { auth } from '#contract/index.ts';
import { count } from '#lib/count.ts';
import { parseTime, timeLeft } from '#lib/time-format.ts';

/** Where a key is in its life: one of these at a time, the most pressing one. In this order where keys are sorted by it. */
export const stateNames = {
  expired: 'Expired',
  rotating_out: 'Rotating out',
  expiring_soon: 'Expiring soon',
  stale: 'Stale',
  never_used: 'Never used',
  active: 'Active',
} as const;
export type KeyState = keyof typeof stateNames;

const day = 86_400_000;
/** A key expires soon from so long before, in milliseconds, and never in the first half of its life. */
const soon = 7 * day;
/** A key is stale after so long without use, in milliseconds. */
const stale = 90 * day;

/** A key whose overlap with the next one is over has expired. `now` is in milliseconds since 1970. */
export const stateOf = (credential: Pick<auth.Credential, 'created' | 'expires' | 'rotated_to' | 'last_used'>, now: number): KeyState => {
  const left = timeLeft(credential.expires, now);
  if (left <= 0) return 'expired';
  if (credential.rotated_to !== undefined) return 'rotating_out';
  const age = now - (parseTime(credential.created)?.getTime() ?? 0);
  if (left <= Math.min(soon, age)) return 'expiring_soon';
  const used = parseTime(credential.last_used)?.getTime();
  if (used === undefined) return 'never_used';
  return now - used > stale ? 'stale' : 'active';
};

/** "refused 14 times since, last from 10.1.2.3": what came of a key after its end. */
export const refusedText = ({ count: times, last_from }: NonNullable<auth.Credential['refused']>): string =>
  `refused ${count(times, 'time')} since${last_from === undefined ? '' : `, last from ${last_from}`}`;
