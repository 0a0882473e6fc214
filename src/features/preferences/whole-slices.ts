import { ApiError } from '#api/api-error.ts';
import { call } from '#api/call.ts';
import { refusalCopy } from '#api/refusal-copy.ts';
import type { AnswerOf } from '#contract/by-name.ts';
import { valueAt, withValue, type Change, type PreferencePath } from './model.ts';

/** So often a change is made again that another program undid at the same time. */
const attempts = 3;

/** ClearML's server refuses keys with a dot; its web writes them so (WEB user-pref-reducer.ts). */
const escapedKey = (key: string): string => key.replaceAll('.', '--DOT--');

const escaped = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [escapedKey(key), escaped(part)]));
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** One of this browser's tabs after the other, where the browser can tell them so. */
const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
  isSecureContext ? navigator.locks.request('clearml-profile preferences', work) : work();

/**
 * Sets one field on a server that replaces slices whole (a real ClearML Server): the slice is read just before it is written, and read
 * again to see that the field is there. Throws `preference_changed` where another program undoes it every time.
 */
export const setInSlice = (path: PreferencePath, next: Change['next']): Promise<AnswerOf<'users.update_preferences'>> =>
  inTurn(async () => {
    const [slice, key] = [escapedKey(path[0]), escapedKey(path[1])];
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const before = (await call('users.get_preferences', {})).preferences;
      const wanted = escaped(next(valueAt(before, [slice, key])));
      await call('users.set_preferences', { preferences: { [slice]: withValue(before, [slice, key], wanted)[slice] } });
      const { preferences } = await call('users.get_preferences', {});
      if (same(valueAt(preferences, [slice, key]), wanted)) return { updated: 1, preferences };
    }
    throw new ApiError('preference_changed', refusalCopy.preference_changed, `${slice}.${key} was changed by another program each time`, 0);
  });
