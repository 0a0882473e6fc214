import { inLocale } from './locale.ts';

/** An IANA name, or `auto` for the reader's own zone. */
export type TimeZone = string;

/** A time on the wire: ISO-8601, where no zone means UTC, or milliseconds since 1970. Undefined where it is none. */
export const parseTime = (value: string | number | null | undefined): Date | undefined => {
  if (value === null || value === undefined || value === '') return undefined;
  const date = new Date(typeof value === 'string' ? inUtc(value) : value);
  return Number.isNaN(date.getTime()) ? undefined : date;
};

// JavaScript takes a date without a time as UTC already, but a time without a zone as local
const inUtc = (value: string): string => (/\d[T ]\d/u.test(value) && !/(?:Z|[+-]\d{2}:?\d{2})$/iu.test(value) ? `${value}Z` : value);

/** How long something that ends at a time goes on, in milliseconds; one without an end for ever. `now` is in milliseconds since 1970. */
export const timeLeft = (end: string | undefined, now: number): number => (parseTime(end)?.getTime() ?? Number.POSITIVE_INFINITY) - now;

/** Units, their seconds, and from how many of them on what is still to come is told in them: closer than what was. */
const units = [
  ['year', 31_557_600, 2],
  ['month', 2_629_800, 3],
  ['week', 604_800, Number.POSITIVE_INFINITY],
  ['day', 86_400, 2],
  ['hour', 3600, 2],
  ['minute', 60, 1],
] as const;

// words are the page's, not the reader's
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** "3 hours ago", "in 2 days"; under a minute either way "just now", as clocks differ. `now` is in milliseconds since 1970. */
export const relativeTime = (date: Date, now: number): string => {
  const seconds = (date.getTime() - now) / 1000;
  const unit = units.find(([, size, least]) => (seconds > 0 ? seconds >= least * size : -seconds >= size));
  // never more than there is; but 7 days are 7 days a moment after they were set
  return unit === undefined ? 'just now' : relative.format(Math.trunc(seconds / unit[1] + (seconds > 0 ? 0.02 : 0)), unit[0]);
};

/** "24 Nov 2026, 03:11" in a zone, as its reader writes it. */
export const shortTime = (date: Date, zone: TimeZone): string => formatter(zone, 'short').format(date);

/** "24 Nov 2026, 03:11:22 CET": to the second, the zone named. */
export const exactTime = (date: Date, zone: TimeZone): string => formatter(zone, 'long').format(date);

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than a hundred uses of it. A zone that this browser does not know is the reader's own. */
const formatter = (zone: TimeZone, timeStyle: 'short' | 'long'): Intl.DateTimeFormat => {
  const key = `${zone} ${timeStyle}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = make({ dateStyle: 'medium', timeStyle }, zone);
  formatters.set(key, made);
  return made;
};

const make = (options: Intl.DateTimeFormatOptions, zone: TimeZone): Intl.DateTimeFormat => {
  if (zone !== 'auto') {
    try {
      return inLocale((locales) => new Intl.DateTimeFormat(locales, { ...options, timeZone: zone }));
    } catch {
      // unknown here
    }
  }
  return inLocale((locales) => new Intl.DateTimeFormat(locales, options));
};

/** The time zone of this browser, an IANA name. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
