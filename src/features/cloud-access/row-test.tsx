import { useEffect, useRef, useState, type FormEvent } from 'react';
import { base } from '#api/base.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { verdictCopy, type VerdictCopy } from '#lib/read-verdict-copy.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { Spinner } from '#ui/spinner.tsx';
import { TextField } from '#ui/text-field.tsx';
import { TextLink } from '#ui/text-link.tsx';
import styles from './cloud-access.module.css';
import { testRow, type TestResult } from './test-row.ts';

interface RowTestProps {
  readonly row: CloudRow;
  /** the row with what the test found to be right */
  readonly onChange: (row: CloudRow) => void;
  readonly onClose: () => void;
}

/** Reads an object with the keys of a row, at once and again for each object that is typed, and says what came of it. */
export const RowTest = ({ row, onChange, onClose }: RowTestProps) => {
  const [asked, setAsked] = useState({ row, object: '' });
  const [done, setDone] = useState<{ readonly asked: object; readonly result: TestResult }>();
  const field = useRef<HTMLInputElement>(null);
  if (asked.row !== row) setAsked({ ...asked, row });

  useEffect(() => {
    const stop = new AbortController();
    void testRow(asked.row, asked.object, stop.signal).then(
      (result) => setDone({ asked, result }),
      (error: unknown) => {
        if (!stop.signal.aborted) throw error;
      },
    );
    return () => stop.abort();
  }, [asked]);

  const result = done?.asked === asked ? done.result : undefined;
  const test = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setAsked({ row, object: field.current?.value ?? '' });
  };

  return (
    <div className={styles['form']}>
      <div>
        <div role="status">
          {result === undefined && <Spinner label="Reading" />}
          {result?.verdict.name === 'works' && <Works address={result.address} />}
        </div>
        {result !== undefined && result.verdict.name !== 'works' && <Refused row={row} verdict={result.verdict} onChange={onChange} />}
      </div>
      <form className={styles['inline']} autoComplete="off" onSubmit={test}>
        <TextField
          label="Object"
          ref={field}
          mono
          autoComplete="off"
          spellCheck={false}
          hint={row.bucket === '' ? 'container/name of a blob' : 'Key of an object, such as runs/1/loss.png. Empty: the first one'}
        />
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

const Works = ({ address }: { readonly address: string | undefined }) => (
  <Notice tone="success" title="Works">
    {address === undefined ? (
      'The keys can list what is there. Name an object to read it.'
    ) : (
      <>
        Read {address}. <TextLink href={`${base}preview?url=${encodeURIComponent(address)}`}>Preview it</TextLink>
      </>
    )}
  </Notice>
);

const Refused = ({ row, verdict, onChange }: Pick<RowTestProps, 'row' | 'onChange'> & Pick<TestResult, 'verdict'>) => {
  const { title, help } = copyOf(verdict);
  const region = verdict.name === 'wrong_region' ? verdict.region : undefined;
  return (
    <Notice tone={verdict.name === 'may_not_list' ? 'warning' : 'danger'} title={title}>
      <div className={styles['stack']}>
        <p>{help}</p>
        {region !== undefined && (
          <Button size="s" onClick={() => onChange({ ...row, region })}>
            Use {region}
          </Button>
        )}
      </div>
    </Notice>
  );
};

const copyOf = (verdict: TestResult['verdict']): VerdictCopy => {
  if (verdict.name === 'may_not_list') {
    return {
      title: 'The keys are accepted',
      help: 'They may not list this bucket, so there is nothing to read yet. Type the key of an object.',
    };
  }
  if (verdict.name === 'dot_segments')
    return { title: 'Nothing was sent', help: 'Browsers cannot ask for a key with . or .. between slashes.' };
  return verdictCopy(verdict, location.origin);
};
