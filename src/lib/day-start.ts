import type { TimeZone } from './time-format.ts';

const day = 86_400_000;

const clocks = new Map<TimeZone, Intl.DateTimeFormat>();

/** A zone that this browser does not know is the reader's own. */
const clockOf = (zone: TimeZone): Intl.DateTimeFormat => {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  let clock: Intl.DateTimeFormat;
  try {
    clock = new Intl.DateTimeFormat('en-GB', { ...parts, hourCycle: 'h23', ...(zone === 'auto' ? {} : { timeZone: zone }) });
  } catch {
    clock = new Intl.DateTimeFormat('en-GB', { ...parts, hourCycle: 'h23' });
  }
  clocks.set(zone, clock);
  return clock;
};

/** What clocks in a zone show at a moment (ms since 1970), as if it were UTC. */
const shownAt = (moment: number, zone: TimeZone): number => {
  const part = Object.fromEntries(
    clockOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return Date.parse(
    `${part['year']?.padStart(4, '0')}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}Z`,
  );
};

/**
 * When a day (`2026-11-24`, or days after it) begins in a zone, in milliseconds since 1970; undefined where it is no date. Where clocks change at
 * midnight, it begins when they first show it.
 */
export const dayStart = (date: string, zone: TimeZone, after = 0): number | undefined => {
  const midnight = /^\d{4}-\d{2}-\d{2}$/u.test(date) ? Date.parse(`${date}T00:00:00Z`) + after * day : Number.NaN;
  if (Number.isNaN(midnight)) return undefined;
  // by the offsets of the day before and of the day after: they differ where clocks change
  const tries = [-day, day].map((away) => midnight - (shownAt(midnight + away, zone) - (midnight + away)));
  const fitting = tries.filter((start) => shownAt(start, zone) >= midnight);
  return Math.min(...(fitting.length === 0 ? tries : fitting));
};
