import type { ReactNode } from 'react';
import { Button } from '#ui/button.tsx';
import { Status } from '#ui/status.tsx';
import styles from './setting-row.module.css';
import type { Outcome } from './use-outcome.ts';

interface SettingRowProps {
  /** names what Undo undoes */
  readonly name: string;
  readonly outcome: Outcome;
  /** the control with its label */
  readonly children: ReactNode;
}

const words: Readonly<Record<Outcome['kind'], string>> = {
  none: '',
  saving: 'Saving…',
  saved: 'Saved',
  undone: 'Undone',
  failed: '',
  waiting: 'Not saved yet: it is sent again by itself',
};

/** One setting: its control, and beside it what became of the last change. */
export const SettingRow = ({ name, outcome, children }: SettingRowProps) => (
  <div className={styles['row']}>
    <div className={styles['control']}>{children}</div>
    <div className={styles['outcome']}>
      <Status>{words[outcome.kind]}</Status>
      {outcome.kind === 'saved' && (
        <Button size="s" variant="quiet" aria-label={`Undo ${name}`} onClick={outcome.undo}>
          Undo
        </Button>
      )}
    </div>
    {outcome.kind === 'failed' && (
      <p role="alert" className={styles['failure']}>
        {outcome.message}
      </p>
    )}
  </div>
);
