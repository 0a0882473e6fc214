import type { Budget, Budgets, Measured } from './budgets.ts';

/** Nothing where nothing was measured. */
export const median = (values: readonly number[] = []): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Whether a value is as good as a mark of the budget. */
const reaches = ({ atLeast = false }: Budget, value: number, mark: number): boolean => (atLeast ? value >= mark : value <= mark);

/** Whether a budget that fails is passed, or was not measured. */
export const isOver = (budget: Budget, values: readonly number[] | undefined): boolean => {
  const value = median(values);
  return budget.fails && (value === undefined || !reaches(budget, value, budget.limit));
};

const verdictOf = (budget: Budget, value: number | undefined): string => {
  if (value === undefined) return 'not measured here';
  if (reaches(budget, value, budget.goal)) return 'ok';
  const past = budget.atLeast === true ? 'below' : 'above';
  return reaches(budget, value, budget.limit) ? `${past} the goal` : `${past.toUpperCase()} THE LIMIT`;
};

/** Each budget with what was measured of it: `median` of all runs. */
export const rowsOf = (budgets: Budgets, { values }: Measured) =>
  Object.entries(budgets).map(([name, budget]) => {
    const value = median(values[name]);
    return { name, ...budget, values: values[name] ?? [], median: value, verdict: verdictOf(budget, value) };
  });

const shown = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(2));

/** Goal, limit, the median of the runs, and from the least to the most of them. */
export const table = (budgets: Budgets, measured: Measured): string => {
  const lines = rowsOf(budgets, measured).map(({ what, unit, goal, limit, values, median: value, verdict }) => {
    const cell = (number: number | undefined): string => (number === undefined ? '' : `${shown(number)} ${unit}`.trim()).padStart(10);
    const spread = values.length < 2 ? '' : `${shown(Math.min(...values))} – ${shown(Math.max(...values))}`;
    return `${what.padEnd(42)}${cell(goal)}${cell(limit)}${cell(value)}${spread.padStart(18)}  ${verdict}`;
  });
  const head = ''.padEnd(42) + ['goal', 'limit', 'median'].map((title) => title.padStart(10)).join('') + 'spread'.padStart(18);
  return [head, ...lines, ...measured.notes.map((note) => `  ${note}`), ''].join('\n');
};
