import { isDeepStrictEqual } from 'node:util';
import type { ParsedRequestOf, users } from '#contract/index.ts';

type Preferences = users.Preferences;
/** One field to set, as `users.update_preferences` names it. */
export type PreferenceChange = ParsedRequestOf<typeof users.updatePreferences>['changes'][number];

const isSlice = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first key of an object in a value that a test finds, the innermost first. */
const findKey = (value: unknown, test: (key: string) => boolean): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const found = findKey(part, test) ?? (!Array.isArray(value) && test(key) ? key : undefined);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** A key that cannot be stored, wherever it stands in a value: with a `.`, beginning with `$`, or `__proto__`; else an empty one, as ClearML looks for it last. Undefined where all are sound. */
export const unsoundKey = (value: unknown): string | undefined =>
  findKey(value, (key) => key === '__proto__' || key.startsWith('$') || key.includes('.')) ?? findKey(value, (key) => key === '');

/** The value at a path; undefined where there is none. Looks at own members only: `constructor` is a name like any other. */
export const valueAt = (preferences: Preferences, path: readonly string[]): unknown =>
  path.reduce<unknown>((part, key) => (isSlice(part) && Object.hasOwn(part, key) ? part[key] : undefined), preferences);

/** Sets the value at a path in place, or removes it where it is undefined. What is no object on the way gives room to one. */
const setAt = (preferences: Preferences, path: readonly string[], value: unknown): void => {
  const last = path.at(-1);
  if (last === undefined) return;
  let slice: Record<string, unknown> = preferences;
  for (const key of path.slice(0, -1)) {
    const below = Object.hasOwn(slice, key) ? slice[key] : undefined;
    const next = isSlice(below) ? below : {};
    if (next !== below) slice[key] = next;
    slice = next;
  }
  if (value === undefined) delete slice[last];
  else slice[last] = value;
};

export type ChangedPreferences =
  | { readonly preferences: Preferences; readonly updated: number }
  /** the first change that expected another value */
  | { readonly unexpected: PreferenceChange; readonly present: unknown };

/** Makes the changes one after the other, all or none. Absent and null are the same to `expected`. `updated` counts fields that got another value. */
export const changePreferences = (preferences: Preferences, changes: readonly PreferenceChange[]): ChangedPreferences => {
  // one copy for all changes: a copy for each would cost what a hundred users do
  const next = structuredClone(preferences);
  let updated = 0;
  for (const change of changes) {
    const present = valueAt(next, change.path);
    if (change.expected !== undefined && !isDeepStrictEqual(present ?? null, change.expected)) return { unexpected: change, present };
    if (isDeepStrictEqual(present, change.value)) continue;
    setAt(next, change.path, change.value);
    updated += 1;
  }
  return { preferences: next, updated };
};
