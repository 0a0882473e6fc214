import type { auth } from '#contract/index.ts';
import { parseTime } from '#lib/time-format.ts';
import { stateOf, type KeyState } from './key-state.ts';

type Credential = auth.Credential;

/** Which of two keys comes first, at a time in milliseconds since 1970. */
export type KeyOrder = (a: Credential, b: Credential, now: number) => number;

/** What of one's keys is listed, and in which order. */
export interface KeyView {
  readonly state: KeyState | 'all';
  readonly order: KeyOrder;
}

/** The newest first; keys without a date at the end. */
export const newestFirst: KeyOrder = (a, b) => (parseTime(b.created)?.getTime() ?? 0) - (parseTime(a.created)?.getTime() ?? 0);

/** The keys in a state, in an order; of those that are alike in it, the newest first. */
export const listed = (credentials: readonly Credential[], { state, order }: KeyView, now: number): Credential[] =>
  credentials
    .filter((credential) => state === 'all' || stateOf(credential, now) === state)
    .toSorted((a, b) => order(a, b, now) || newestFirst(a, b, now));
