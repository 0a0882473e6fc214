import { dayStart } from '#lib/day-start.ts';

const day = 86_400;

/** How long a key can live, in seconds; `date`: until the end of a day. */
export const lifetimes = [
  { value: 'never', label: 'Never' },
  { value: String(7 * day), label: '7 days' },
  { value: String(30 * day), label: '30 days' },
  { value: String(90 * day), label: '90 days' },
  { value: String(365 * day), label: '365 days' },
  { value: 'date', label: 'On a date' },
] as const;

/** Ten years, as the wire allows, in milliseconds. */
const longest = 3650 * day * 1000;

export interface Expiry {
  /** a value of `lifetimes` */
  readonly life: string;
  /** `2026-11-24`, where `life` says so */
  readonly date: string;
}

/** How long a key is to live: in seconds from `now` (ms since 1970), null for ever; or what is wrong with the date. */
type ReadExpiry = { readonly secondsFrom: (now: number) => number | null } | { readonly problem: string };

/** What was chosen, as it stands at `now` (ms since 1970). A key that ends on a day works until that day is over in `timeZone`. */
export const readExpiry = ({ life, date }: Expiry, now: number, timeZone: string): ReadExpiry => {
  if (life !== 'date') return { secondsFrom: () => (life === 'never' ? null : Number(life)) };
  const end = dayStart(date, timeZone, 1);
  if (end === undefined) return { problem: 'Enter a date.' };
  if (end <= now) return { problem: 'This day is over.' };
  if (end - now > longest) return { problem: 'Choose a day within the next ten years, or Never.' };
  return { secondsFrom: (sent) => Math.max(1, Math.floor((end - sent) / 1000)) };
};
