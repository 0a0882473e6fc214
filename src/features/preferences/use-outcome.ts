import { useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';

/** What became of the last change of a row. */
export type Outcome =
  | { readonly kind: 'none' | 'undone' }
  | { readonly kind: 'saved'; readonly undo: () => void }
  | { readonly kind: 'failed'; readonly message: string };

/** Runs a row's changes and keeps what became of the last one; `undo` puts the value back that stood before. */
export const useOutcome = <Value>(save: (value: Value) => Promise<unknown>) => {
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });

  const run = async (value: Value, then: Outcome): Promise<void> => {
    setOutcome({ kind: 'none' });
    try {
      await save(value);
      setOutcome(then);
    } catch (error) {
      setOutcome({ kind: 'failed', message: failureCopy(error) });
    }
  };

  const change = (value: Value, before: Value): void =>
    void run(value, { kind: 'saved', undo: () => void run(before, { kind: 'undone' }) });

  return { outcome, change };
};
