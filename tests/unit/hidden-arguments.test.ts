import { expect, test } from 'vitest';
import { withEdits } from '#features/preferences/hidden-arguments.ts';

const stored = (...names: string[]) => names.map((key) => ({ key }));
const lines = (...names: string[]) => names.map((name) => ({ name, was: name }));

test('a list that nobody else touched becomes what was typed, each name once, without blanks', () => {
  const edited = [{ name: ' A2 ', was: 'A' }, ...lines('C'), { name: 'A2' }, { name: '' }];
  expect(withEdits(stored('A', 'B', 'C'), ['A', 'B', 'C'], edited)).toEqual(stored('A2', 'C'));
});

test('what another program added stays, and what it removed comes not back', () => {
  const edited = [...lines('A', 'B'), { name: 'MINE' }];
  expect(withEdits(stored('B', 'THEIRS'), ['A', 'B'], edited)).toEqual(stored('B', 'THEIRS', 'MINE'));
});

test('a name that was edited here and removed elsewhere is there as edited', () => {
  expect(withEdits(stored('B'), ['A', 'B'], [{ name: 'A2', was: 'A' }, ...lines('B')])).toEqual(stored('B', 'A2'));
});

test('a name that was removed and typed again is there', () => {
  expect(withEdits(stored('A', 'B'), ['A', 'B'], [...lines('B'), { name: 'A' }])).toEqual(stored('B', 'A'));
});

test('a change is the same when it is made again', () => {
  const [opened, edited] = [
    ['A', 'B', 'C'],
    [
      { name: 'B', was: 'A' },
      { name: 'D', was: 'C' },
    ],
  ];
  const once = withEdits(stored(...opened), opened, edited);
  expect(once).toEqual(stored('B', 'D'));
  expect(new Set(withEdits(once, opened, edited).map(({ key }) => key))).toEqual(new Set(['B', 'D']));
});

test('where nobody has chosen yet, the usual names are what is changed', () => {
  expect(withEdits(undefined, ['AZURE_STORAGE_KEY'], [])).toHaveLength(3);
});
