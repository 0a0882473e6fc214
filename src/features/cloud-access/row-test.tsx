import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { CloudRow } from '#lib/cloud-row.ts';
import { providerOf } from '#lib/storage-endpoint.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { Spinner } from '#ui/spinner.tsx';
import { TextField } from '#ui/text-field.tsx';
import styles from './cloud-access.module.css';
import { TestOutcome } from './test-outcome.tsx';
import { testRow, type TestResult, type Unasked } from './test-row.ts';

interface RowTestProps {
  readonly row: CloudRow;
  /** stands for one press of Test: another one tests again */
  readonly opening: object;
  /** the row with what the test found to be right */
  readonly onChange: (row: CloudRow) => void;
  readonly onClose: () => void;
}

/** Reads an object with the keys of a row, at once, at each press of Test, and for each object that is typed, and says what came of it. */
export const RowTest = ({ row, opening, onChange, onClose }: RowTestProps) => {
  const [asked, setAsked] = useState({ row, opening, object: '' });
  const [done, setDone] = useState<{ readonly asked: object; readonly result: TestResult | Unasked }>();
  const field = useRef<HTMLInputElement>(null);
  if (asked.row !== row || asked.opening !== opening) setAsked({ ...asked, row, opening });

  useEffect(() => {
    const stop = new AbortController();
    void testRow(asked.row, asked.object, stop.signal).then(
      (result) => setDone({ asked, result }),
      () =>
        stop.signal.aborted ||
        setDone({ asked, result: { what: asked.object === '' ? 'list' : 'object', verdict: { name: 'broken_off' } } }),
    );
    return () => stop.abort();
  }, [asked]);

  const result = done?.asked === asked ? done.result : undefined;
  const again = (): void => setAsked({ row, opening, object: field.current?.value ?? '' });
  const test = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    again();
  };

  return (
    <div className={styles['form']}>
      <div>
        <div role="status">{result === undefined && <Spinner label="Reading" />}</div>
        {result !== undefined && 'verdict' in result && (
          <TestOutcome row={row} result={result} onUse={(change) => onChange({ ...row, ...change })} onAgain={again} />
        )}
        {result !== undefined && !('verdict' in result) && (
          <Notice tone="danger" title="Nothing was sent">
            {unasked[result.what]}
          </Notice>
        )}
      </div>
      <form className={styles['inline']} autoComplete="off" onSubmit={test}>
        <TextField label="Object" ref={field} mono autoComplete="off" spellCheck={false} hint={hintOf(row)} />
        <div className={styles['buttons']}>
          <Button type="submit">Read it</Button>
          <Button type="button" variant="quiet" onClick={onClose}>
            Close
          </Button>
        </div>
      </form>
    </div>
  );
};

const unasked = {
  dot_segments: 'Browsers cannot ask for a key with . or .. between slashes.',
  no_bucket_named: 'This row is for all buckets: type bucket/key.',
};

const hintOf = (row: CloudRow): string => {
  if (row.bucket !== '') return 'Key of an object, such as runs/1/loss.png. Empty: the first one';
  const bucket = providerOf(row.host) === 'azure' ? 'container' : 'bucket';
  return `${bucket}/key of an object. Empty: all ${bucket}s are listed`;
};
