import { useState } from 'react';
import type { CloudRow } from '#lib/cloud-row.ts';
import { hostHint } from '#lib/host-hint.ts';
import type { Pasted } from '#lib/pasted-row.ts';
import { Button } from '#ui/button.tsx';
import styles from './cloud-access.module.css';
import { noteCopy, recognised, standingCopy, takingCopy, titleOf } from './paste-copy.ts';
import { candidatesOf, tick, tickedAtFirst, type Candidate } from './paste-model.ts';

interface PastedRowsProps {
  readonly pasted: Pasted;
  /** the rows that are there */
  readonly rows: readonly CloudRow[];
  /** whether more than one can be taken */
  readonly several: boolean;
  /** what taking them is called, where that is not to fill a form */
  readonly verb?: string;
  readonly onTake: (taken: readonly Candidate[]) => void;
  readonly onCancel: () => void;
}

/** What was recognised in a text, shown before it is taken. Secrets are counted, never shown. */
export const PastedRows = ({ pasted, rows, several, verb, onTake, onCancel }: PastedRowsProps) => {
  const [all] = useState(() => candidatesOf(pasted, rows));
  const [ticked, setTicked] = useState(() => tickedAtFirst(all, several));

  return (
    <div className={styles['stack']}>
      {all.length > 0 && (
        <fieldset className={styles['found']}>
          <legend>Recognised</legend>
          {all.map((one) => (
            <label key={one.at} className={styles['candidate']}>
              <input
                type="checkbox"
                checked={ticked.includes(one)}
                disabled={one.standing === 'known'}
                onChange={({ target }) => setTicked(target.checked ? tick(ticked, one, several) : ticked.filter((other) => other !== one))}
              />
              <span>
                <strong>{titleOf(one)}</strong>
                <span className={styles['value']}>{recognised(one)}</span>
                {standingCopy[one.standing] !== undefined && <span>{standingCopy[one.standing]}</span>}
                {hostHint(one.row) !== '' && <span>{hostHint(one.row)}</span>}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {pasted.notes.map((note) => (
        <p key={`${note.what} ${note.name}`}>{noteCopy(note)}</p>
      ))}
      <div className={styles['buttons']}>
        {all.length > 0 && (
          <Button
            variant={verb === undefined ? 'secondary' : 'primary'} // the form has a button of its own for what comes after
            autoFocus
            reason={ticked.length === 0 ? 'Tick a row first' : undefined}
            onClick={() => onTake(ticked)}
          >
            {verb ?? takingCopy(ticked, several)}
          </Button>
        )}
        <Button autoFocus={all.length === 0} onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
};
