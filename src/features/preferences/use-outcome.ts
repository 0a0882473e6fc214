import { useRef, useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';

/** What became of the last change of a row. */
export type Outcome =
  /** `saving`: for longer than a moment; `waiting`: for a server that cannot be reached, or cannot take it now */
  | { readonly kind: 'none' | 'saving' | 'undone' | 'waiting' }
  | { readonly kind: 'saved'; readonly undo: () => void }
  | { readonly kind: 'failed'; readonly message: string };

/** A change that takes so long (ms) is said to be on its way. */
const moment = 1000;

/** Runs a row's changes and keeps what became of the last one; `undo` puts the value back that stood before. */
export const useOutcome = <Value>(save: (value: Value) => Promise<unknown>) => {
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });

  const latest = useRef(0);

  const run = async (value: Value, then: Outcome): Promise<void> => {
    latest.current += 1;
    const own = latest.current;
    const tell = (told: Outcome): void => (own === latest.current ? setOutcome(told) : undefined);
    tell({ kind: 'none' });
    const late = setTimeout(() => tell({ kind: 'saving' }), moment);
    try {
      await save(value);
      tell(then);
    } catch (error) {
      tell({ kind: 'failed', message: failureCopy(error) });
    } finally {
      clearTimeout(late);
    }
  };

  const change = (value: Value, before: Value): void =>
    void run(value, { kind: 'saved', undo: () => void run(before, { kind: 'undone' }) });

  return { outcome, change };
};
