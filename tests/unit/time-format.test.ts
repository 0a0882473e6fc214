import { describe, expect, it } from 'vitest';
import { exactTime, parseTime, relativeTime, shortTime } from '#lib/time-format.ts';

describe('a time on the wire', () => {
  it.each([
    ['2021-07-05T10:00:00', '2021-07-05T10:00:00.000Z'],
    ['2021-07-05T10:00:00.123456', '2021-07-05T10:00:00.123Z'],
    ['2021-07-05 10:00:00', '2021-07-05T10:00:00.000Z'],
    ['2021-07-05T10:00:00Z', '2021-07-05T10:00:00.000Z'],
    ['2021-07-05T10:00:00+02:00', '2021-07-05T08:00:00.000Z'],
    ['2021-07-05T10:00:00.5-0330', '2021-07-05T13:30:00.500Z'],
    ['2021-07-05', '2021-07-05T00:00:00.000Z'],
    [1_625_479_200_000, '2021-07-05T10:00:00.000Z'],
  ])('%s is %s', (value, expected) => {
    expect(parseTime(value)?.toISOString()).toBe(expected);
  });

  it.each([null, undefined, '', 'never', Number.NaN])('%s is none', (value) => {
    expect(parseTime(value)).toBeUndefined();
  });
});

describe('how long ago', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  const second = 1000;
  const hour = 3600 * second;
  const day = 24 * hour;

  it.each([
    [0, 'just now'],
    [-59 * second, 'just now'],
    [45 * second, 'just now'],
    [-60 * second, '1 minute ago'],
    [-59.9 * 60 * second, '59 minutes ago'],
    [-hour, '1 hour ago'],
    [-2.9 * hour, '2 hours ago'],
    [3 * hour, 'in 3 hours'],
    [-day, '1 day ago'],
    [-47 * hour, '1 day ago'],
    [7 * day - second, 'in 7 days'],
    [10 * day, 'in 10 days'],
    [13.9 * day, 'in 13 days'],
    [30 * day - second, 'in 30 days'],
    [90 * day, 'in 90 days'],
    [105 * day, 'in 3 months'],
    [365 * day - second, 'in 12 months'],
    [800 * day, 'in 2 years'],
    [90 * second, 'in 1 minute'],
    [-6 * day, '6 days ago'],
    [-15 * day, '2 weeks ago'],
    [-70 * day, '2 months ago'],
    [-800 * day, '2 years ago'],
  ])('%d ms from now is %s', (offset, expected) => {
    expect(relativeTime(new Date(now + offset), now)).toBe(expected);
  });
});

describe('the exact time', () => {
  const date = new Date('2026-03-29T00:59:58Z');

  it('is given in the zone that is asked for, which is named', () => {
    expect(exactTime(date, 'UTC')).toBe('29 Mar 2026, 00:59:58 UTC');
    expect(exactTime(date, 'America/New_York')).toMatch(/^28 Mar 2026, 20:59:58 (?:EDT|GMT-4)$/u);
  });

  it('follows summer time', () => {
    expect(shortTime(date, 'Europe/Berlin')).toBe('29 Mar 2026, 01:59');
    expect(shortTime(new Date(date.getTime() + 2000), 'Europe/Berlin')).toBe('29 Mar 2026, 03:00');
  });

  it('is given in the reader’s own zone where the zone is unknown', () => {
    expect(shortTime(date, 'Mars/Olympus')).toBe(shortTime(date, 'auto'));
  });
});
