import { useState } from 'react';
import { clearmlKeys, clearmlRefusal, withClearmlKeys, type ClearmlRefusal } from '#lib/clearml-keys.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { count } from '#lib/count.ts';
import { rowName } from '#lib/row-name.ts';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Notice } from '#ui/notice.tsx';
import { Over } from '#ui/over.tsx';
import { readClearmlEntry, writeClearmlEntry } from './clearml-entry.ts';
import styles from './cloud-access.module.css';
import { mask } from './model.ts';

const Question = lazily(() => import('#ui/question.tsx').then((file) => file.Question));

/** The rows as ClearML's own pages keep them: to be copied, and to be written where those pages are served from this origin. */
export const ExportClearml = ({ rows }: { readonly rows: readonly CloudRow[] }) => {
  const [step, setStep] = useState<'none' | 'asking' | 'written' | 'refused'>('none');
  const [isHere] = useState(() => readClearmlEntry() !== null);
  const keys = clearmlKeys(rows);
  const masked = keys.map((key) => ({ ...key, Secret: mask(key.Secret), Token: mask(key.Token) }));
  const write = (): void => {
    const text = withClearmlKeys(readClearmlEntry(), rows);
    setStep(text !== undefined && writeClearmlEntry(text) ? 'written' : 'refused');
  };

  return (
    <div className={styles['body']}>
      <pre className={styles['preview']} role="region" aria-label="Rows for ClearML’s own pages, secrets masked" tabIndex={0}>
        {JSON.stringify(masked, null, 2)}
      </pre>
      {rows.map((row) => {
        const refusal = clearmlRefusal(row);
        return (
          refusal !== undefined && (
            <p key={row.id} className={styles['remark']}>
              {rowName(row, rows)}: left out. {refusalWords[refusal]}
            </p>
          )
        );
      })}
      {step === 'written' && <Notice tone="success">Written. ClearML’s pages use them once they are loaded again.</Notice>}
      {step === 'refused' && (
        <Notice tone="danger" title="Nothing was written">
          What ClearML’s pages keep here cannot be read or changed. It is as it was.
        </Notice>
      )}
      <div className={styles['buttons']}>
        <CopyButton text={JSON.stringify(keys, null, 2)} label="Copy for ClearML">
          Copy for ClearML
        </CopyButton>
        {isHere && (
          <Button reason={keys.length === 0 ? 'None of the rows is for ClearML’s pages' : undefined} onClick={() => setStep('asking')}>
            Write them there
          </Button>
        )}
      </div>
      <Over>
        {step === 'asking' && (
          <Question
            title="Write keys for ClearML’s pages?"
            confirmLabel="Write"
            tone="danger"
            onConfirm={write}
            onCancel={() => setStep('none')}
          >
            {count(keys.length, 'row')} will be stored in this browser in the clear, as ClearML’s pages keep them: every script of this site
            can read them, they stay after log-out, and this page does not remove them.
          </Question>
        )}
      </Over>
    </div>
  );
};

const refusalWords = {
  azure: 'ClearML’s pages would send its signature to every Azure account.',
  no_bucket: 'ClearML’s pages have no keys for all buckets of a host.',
  virtual: 'ClearML’s pages ask a host of one’s own by path only.',
} as const satisfies Record<ClearmlRefusal, string>;
