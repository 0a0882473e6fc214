import { expect, it } from 'vitest';
import { fold } from '#lib/fold.ts';

it.each([
  ['ΝΙΚΟΣ ΠΑΠΑΣΟ', 'ΠΑΠΑΣ'],
  ['Νίκος', 'ΝΊΚΟΣ'],
  ['Ada\u0301', 'ADÁ'],
])('a name is found by its beginning, in either case: %s by %s', (name, typed) => {
  expect(fold(name)).toContain(fold(typed));
});
