import { ownTimeZone } from '#lib/time-format.ts';
import type { PreferencePath } from './model.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

interface Shared {
  readonly path: PreferencePath;
  readonly label: string;
  readonly hint?: string;
}

/** One preference of the account, as a row of the card. */
export type PreferenceRow =
  | (Shared & {
      readonly kind: 'switch';
      /** where the preference is stored as something else than true and false */
      readonly stored?: { readonly isOn: (value: unknown) => boolean; readonly switched: (on: boolean, present: unknown) => unknown };
    })
  | (Shared & {
      readonly kind: 'select';
      /** what holds until something is chosen */
      readonly fallback: string;
      readonly options: readonly Option[];
      /** further options, too many to draw before somebody reaches for the list */
      readonly more?: () => readonly Option[];
    });

const zones = (): readonly Option[] =>
  Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));

export const themeRow = {
  kind: 'select',
  path: ['views', 'theme'],
  label: 'Theme',
  fallback: 'system',
  options: [
    { value: 'system', label: 'As the system' },
    { value: 'light', label: 'Light' },
    { value: 'dark', label: 'Dark' },
  ],
} satisfies PreferenceRow;

/** What the row of the scale says. */
export const scaleLabels = {
  override: 'HiDPI browser scale override',
  hint: (percent: number | string) =>
    `Draws the page at the scale below. Automatic is smaller on dense screens. Here: ${percent} %. Kept in this browser.`,
  scale: 'Scale',
} as const;

/** The preferences that belong to the account, in the order of the card. */
export const preferenceRows: readonly PreferenceRow[] = [
  themeRow,
  {
    kind: 'select',
    path: ['profile', 'timeZone'],
    label: 'Time zone',
    fallback: 'auto',
    options: [
      { value: 'auto', label: `As this browser (${ownTimeZone()})` },
      { value: 'UTC', label: 'UTC' },
    ],
    more: zones,
  },
  {
    kind: 'select',
    path: ['profile', 'dateStyle'],
    label: 'Dates',
    hint: 'Point at a date, or tap it, for the exact time.',
    fallback: 'relative',
    options: [
      { value: 'relative', label: 'Relative (3 hours ago)' },
      { value: 'absolute', label: 'Exact' },
    ],
  },
  {
    kind: 'switch',
    path: ['rootProjects', 'blockUserScript'],
    label: "Block running user's scripts in the browser",
    hint: 'Preview then shows HTML without running what is in it.',
  },
];
