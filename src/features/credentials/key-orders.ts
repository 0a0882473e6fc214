import { keyName } from '#lib/key-label.ts';
import { parseTime } from '#lib/time-format.ts';
import { stateNames, stateOf } from './key-state.ts';
import { newestFirst, type KeyOrder } from './listing.ts';

const states = Object.keys(stateNames);

/** Milliseconds since 1970; `absent` where there is no such time. */
const at = (time: string | null | undefined, absent: number): number => parseTime(time)?.getTime() ?? absent;

const never = Number.MAX_SAFE_INTEGER;

/** What keys can be sorted by. */
export const keyOrders = {
  newest: newestFirst,
  label: (a, b) => keyName(a).localeCompare(keyName(b)),
  unused: (a, b) => at(a.last_used, 0) - at(b.last_used, 0),
  expires: (a, b) => at(a.expires, never) - at(b.expires, never),
  state: (a, b, now) => states.indexOf(stateOf(a, now)) - states.indexOf(stateOf(b, now)),
} satisfies Record<string, KeyOrder>;
