import { afterEach, beforeEach, expect, it, vi } from 'vitest';

// each test is another page: what a format was made for stays
beforeEach(() => vi.resetModules());
afterEach(() => vi.resetModules());

const at = new Date('2026-11-24T03:11:22Z');

const write = async (locales: readonly string[]) => {
  const { setLocales } = await import('#lib/locale.ts');
  setLocales(locales);
  const [{ count }, { shortTime, relativeTime }] = await Promise.all([import('#lib/count.ts'), import('#lib/time-format.ts')]);
  // which blank stands before AM is another one in each version
  return [count(100_000, 'member'), shortTime(at, 'UTC').replace('\u202f', ' '), relativeTime(at, at.getTime() + 7_200_000)];
};

it.each([
  [['de-DE', 'en'], '100.000 members', '24.11.2026, 03:11'],
  [['en-US'], '100,000 members', 'Nov 24, 2026, 3:11 AM'],
  [['en-GB'], '100,000 members', '24 Nov 2026, 03:11'],
  // what some browsers say where the system has no language
  [['C'], '100,000 members', '24 Nov 2026, 03:11'],
])('to readers of %s numbers and dates are written as they know them, words in English', async (locales, number, date) => {
  expect(await write(locales)).toEqual([number, date, '2 hours ago']);
});
