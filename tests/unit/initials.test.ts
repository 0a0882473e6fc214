import { expect, it } from 'vitest';
import { initialsOf, toneOf } from '#lib/initials.ts';

it.each([
  ['Ada Larsen', 'AL'],
  ['ada', 'A'],
  ['Anna Maria de la Cruz', 'AC'],
  ['ci-gpu', 'CG'],
  ['Émile Zola', 'ÉZ'],
  ['李 明', '李明'],
  ['', ''],
  ['!!!', ''],
])('the initials of %j are %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it('a name has the same tone every time, and the tones are spread', () => {
  const names = Array.from({ length: 600 }, (_, index) => `Person ${index}`);
  const tones = names.map((name) => toneOf(name, 6));
  expect(tones).toEqual(names.map((name) => toneOf(name, 6)));
  expect(new Set(tones)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
});
