import { describe, expect, test } from 'vitest';
import type { Budget } from '#tests/bench/budgets.ts';
import { isOver, median, rowsOf, table } from '#tests/bench/table.ts';

const small: Budget = { what: 'Small', unit: 'kB', goal: 10, limit: 20, fails: true };
const many: Budget = { what: 'Many', unit: '×', goal: 1.7, limit: 1.4, fails: true, atLeast: true };
const verdict = (budget: Budget, ...values: number[]): string | undefined =>
  rowsOf({ it: budget }, { values: values.length === 0 ? {} : { it: values }, notes: [] })[0]?.verdict;

describe('the table of the bench', () => {
  test('takes the middle one of the runs', () => {
    expect(median([30, 1, 2])).toBe(2);
    expect(median([])).toBeUndefined();
    expect(verdict(small, 30, 1, 2)).toBe('ok');
  });

  test.each([
    [small, 10, 'ok'],
    [small, 11, 'above the goal'],
    [small, 21, 'ABOVE THE LIMIT'],
    [many, 1.7, 'ok'],
    [many, 1.5, 'below the goal'],
    [many, 1.3, 'BELOW THE LIMIT'],
  ])('says of %o how good %d is', (budget, value, said) => {
    expect(verdict(budget, value)).toBe(said);
    expect(isOver(budget, [value])).toBe(said.endsWith('LIMIT'));
  });

  test('fails by what was not measured, but never by a time', () => {
    expect(verdict(small)).toBe('not measured here');
    expect(isOver(small, undefined)).toBe(true);
    expect(isOver({ ...small, fails: false }, [100])).toBe(false);
  });

  test('shows least and most of several runs, and the notes', () => {
    const text = table({ small, many }, { values: { small: [12, 9.5, 11], many: [2] }, notes: ['on a busy machine'] });
    expect(text).toMatch(/Small +10 kB +20 kB +11 kB +9\.50 – 12 {2}above the goal/);
    expect(text).toMatch(/Many +1\.70 × +1\.40 × +2 × {2,}ok/);
    expect(text).toContain('on a busy machine');
  });
});
