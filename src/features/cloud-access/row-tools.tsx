import { Suspense, useState } from 'react';
import { count } from '#lib/count.ts';
import type { CloudRow, RowFields } from '#lib/cloud-row.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Notice } from '#ui/notice.tsx';
import { Over } from '#ui/over.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { AtLogOut } from './at-log-out.tsx';
import { readClearmlEntry } from './clearml-entry.ts';
import styles from './cloud-access.module.css';
import { candidatesOf, pastedKeys } from './paste-model.ts';

const WhichRow = lazily(() => import('./which-row.tsx').then((file) => file.WhichRow));
const ExportDialog = lazily(() => import('./export-dialog.tsx').then((file) => file.ExportDialog));
const TakeOverDialog = lazily(() => import('./take-over-dialog.tsx').then((file) => file.TakeOverDialog));

interface RowToolsProps {
  readonly account: string;
  readonly rows: readonly CloudRow[];
  /** whether rows outlive this tab */
  readonly stored: boolean;
  /** why no form can be opened now */
  readonly reason: string | undefined;
  /** opens the form of a new row with what is known of it */
  readonly onFill: (start: Partial<RowFields>) => void;
}

/** What can be done with all rows together, and with those of ClearML's own pages. */
export const RowTools = ({ account, rows, stored, reason, onFill }: RowToolsProps) => {
  const [open, setOpen] = useState<'nothing' | 'export' | 'take_over'>('nothing');
  const [asking, setAsking] = useState(false);
  const [theirs] = useState(() => pastedKeys(readClearmlEntry()));
  const offered = candidatesOf(theirs, rows).filter(({ standing }) => standing !== 'known').length;
  const close = (): void => setOpen('nothing');

  return (
    <>
      {offered > 0 && (
        <Notice tone="info" title={`ClearML’s own pages keep ${count(theirs.rows.length, 'row')} of keys in this browser, in the clear`}>
          <div className={styles['stack']}>
            <p>Every script of this site can read them there. Taken over, they are kept as the rows here are.</p>
            <Button size="s" reason={reason} onClick={() => setOpen('take_over')}>
              Take over
            </Button>
          </div>
        </Notice>
      )}
      {rows.length > 0 && (
        <div>
          <Disclosure summary="Which row reads an address?" open={asking} onToggle={setAsking}>
            <Suspense fallback={<Skeleton label="Opening" lines={2} />}>
              <WhichRow rows={rows} />
            </Suspense>
          </Disclosure>
        </div>
      )}
      {stored && rows.length > 0 && <AtLogOut account={account} />}
      {rows.length > 0 && (
        <div>
          <Button onClick={() => setOpen('export')}>Export</Button>
        </div>
      )}
      <Over>
        {open === 'export' && <ExportDialog rows={rows} onClose={close} />}
        {open === 'take_over' && <TakeOverDialog account={account} found={theirs} rows={rows} onFill={onFill} onClose={close} />}
      </Over>
    </>
  );
};
