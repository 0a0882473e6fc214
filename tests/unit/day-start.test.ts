import { expect, test } from 'vitest';
import fc from 'fast-check';
import { dayStart } from '#lib/day-start.ts';

const at = (date: string, zone: string, after = 0): string => new Date(dayStart(date, zone, after) ?? Number.NaN).toISOString();

test.each([
  ['2026-11-24', 'UTC', '2026-11-24T00:00:00.000Z'],
  ['2026-11-24', 'Asia/Kolkata', '2026-11-23T18:30:00.000Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  // clocks went from midnight to one, and from midnight back to eleven
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ['2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00.000Z'],
  ['2026-11-24', 'Nowhere/Atall', new Date(2026, 10, 24).toISOString()],
  ['2026-11-24', 'auto', new Date(2026, 10, 24).toISOString()],
])('%s in %s begins at %s', (date, zone, start) => {
  expect(at(date, zone)).toBe(start);
});

test('the day after the last of a month is the first of the next', () => {
  expect(at('2026-12-31', 'UTC', 1)).toBe('2027-01-01T00:00:00.000Z');
});

test.each(['', 'yesterday', '2026-13-01', '26-01-01', '2026-1-1'])('“%s” is no day', (text) => {
  expect(dayStart(text, 'UTC')).toBeUndefined();
});

test('a day begins when clocks first show its date, in every zone', () => {
  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  // Samoa left out a whole day
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => !['Pacific/Apia', 'Pacific/Fakaofo'].includes(zone));
  fc.assert(
    fc.property(day, fc.constantFrom(...zones), (date, zone) => {
      const start = dayStart(date, zone) ?? Number.NaN;
      const shown = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
      expect(shown.format(start)).toBe(date);
      expect(shown.format(start - 1000) < date).toBe(true);
    }),
  );
});
