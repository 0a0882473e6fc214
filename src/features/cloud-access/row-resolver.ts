import type { Resolver } from 'react-hook-form';
import { withTypedAccount } from '#lib/azure-account.ts';
import { rowFields, rowProblems, tidyRow, type RowFields } from '#lib/cloud-row.ts';
import { problemCopy } from './problem-copy.ts';

/** Judges the row as it would be stored. */
export const resolverFor =
  (others: readonly RowFields[]): Resolver<RowFields> =>
  (typed) => {
    const row = tidyRow(withTypedAccount(typed));
    const problems = rowProblems(row, others);
    const wrong = rowFields.flatMap((name) => {
      const problem = problems[name];
      return problem === undefined ? [] : [[name, { type: problem, message: problemCopy(name, problem, row) }]];
    });
    return wrong.length === 0 ? { values: row, errors: {} } : { values: {}, errors: Object.fromEntries(wrong) };
  };
