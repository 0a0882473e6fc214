import type { auth } from '#contract/index.ts';
import { parseTime } from '#lib/time-format.ts';
import { stateNames, stateOf, type KeyState } from './key-state.ts';
import { nameOf } from './model.ts';

type Credential = auth.Credential;

/** What of one's keys is listed, and in which order. */
export interface KeyView {
  readonly state: KeyState | 'all';
  readonly order: KeyOrder;
}
export type KeyOrder = 'newest' | 'label' | 'unused' | 'expires' | 'state';

const states = Object.keys(stateNames);

/** Milliseconds since 1970; `absent` where there is no such time. */
const at = (time: string | null | undefined, absent: number): number => parseTime(time)?.getTime() ?? absent;

const never = Number.MAX_SAFE_INTEGER;

const orders: Record<KeyOrder, (a: Credential, b: Credential, now: number) => number> = {
  newest: (a, b) => at(b.created, 0) - at(a.created, 0),
  label: (a, b) => nameOf(a).localeCompare(nameOf(b)),
  unused: (a, b) => at(a.last_used, 0) - at(b.last_used, 0),
  expires: (a, b) => at(a.expires, never) - at(b.expires, never),
  state: (a, b, now) => states.indexOf(stateOf(a, now)) - states.indexOf(stateOf(b, now)),
};

/** The keys in a state, in an order; of those that are alike in it, the newest first. */
export const listed = (credentials: readonly Credential[], { state, order }: KeyView, now: number): Credential[] =>
  credentials
    .filter((credential) => state === 'all' || stateOf(credential, now) === state)
    .toSorted((a, b) => orders[order](a, b, now) || orders.newest(a, b, now));
