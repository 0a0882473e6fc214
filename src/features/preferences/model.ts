import type { Preferences } from '#contract/users.ts';

/** Where a preference stands: its slice, then its key. */
export type PreferencePath = readonly [slice: string, key: string];

/** A change of one field. */
export interface Change {
  readonly path: PreferencePath;
  /** the new value, from the one that stands there when it is written; undefined removes the field */
  readonly next: (present: unknown) => unknown;
}

/** The value at a path; undefined where nothing was chosen yet, or where another program left something else than slices. */
export const valueAt = (preferences: Preferences | undefined, [slice, key]: PreferencePath): unknown => {
  const values = preferences?.[slice];
  return isSlice(values) ? values[key] : undefined;
};

/** The preferences with one field set, or removed where `value` is undefined; everything else as it is. */
export const withValue = (preferences: Preferences, [slice, key]: PreferencePath, value: unknown): Preferences => {
  const values = preferences[slice];
  const { [key]: _replaced, ...others } = isSlice(values) ? values : {};
  return { ...preferences, [slice]: value === undefined ? others : { ...others, [key]: value } };
};

const isSlice = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

export type Theme = 'system' | 'light' | 'dark';
/** The theme as stored; what is none of ours counts as the system's. */
export const themeOf = (preferences: Preferences | undefined): Theme => {
  const theme = valueAt(preferences, ['views', 'theme']);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
};

/** How times are shown: IANA time zone or `auto`, and relative or absolute. */
export const timeFormatOf = (preferences: Preferences | undefined): { timeZone: string; style: 'relative' | 'absolute' } => {
  const zone = valueAt(preferences, ['profile', 'timeZone']);
  return {
    timeZone: typeof zone === 'string' && isTimeZone(zone) ? zone : 'auto',
    style: valueAt(preferences, ['profile', 'dateStyle']) === 'absolute' ? 'absolute' : 'relative',
  };
};

const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // unknown to this browser
  }
};
