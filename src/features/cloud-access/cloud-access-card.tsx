import { Plus } from 'lucide-react';
import { Suspense, useRef, useState, type ComponentType } from 'react';
import { flushSync } from 'react-dom';
import { base } from '#api/base.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Empty } from '#ui/empty.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { TextLink } from '#ui/text-link.tsx';
import type { CloudRow, RowFields } from '#lib/cloud-row.ts';
import { rowName } from '#lib/row-name.ts';
import { readClearmlEntry } from './clearml-entry.ts';
import { CloudAccessPurpose, cloudAccessHeading } from './cloud-access-head.tsx';
import styles from './cloud-access.module.css';
import { byId } from './key-ring.ts';
import { keyRing } from './own-key-ring.ts';
import type { Open } from './row-table.tsx';
import { useCloudKeys } from './use-cloud-keys.ts';
import { newRowId } from './vault.ts';

const Keeping = lazily(() => import('./keeping.tsx').then((file) => file.Keeping));
const RowTable = lazily(() => import('./row-table.tsx').then((file) => file.RowTable));
const RowForm = lazily(() => import('./row-form.tsx').then((file) => file.RowForm));
const RowTools = lazily(() => import('./row-tools.tsx').then((file) => file.RowTools));
const RowTest = lazily(() => import('./row-test.tsx').then((file) => file.RowTest));
const RemoveQuestion = lazily(() => import('./remove-question.tsx').then((file) => file.RemoveQuestion));

const whileOpen = 'Save or discard the open row first';
const sessionEnded = 'Your session has ended';
const opening = <Skeleton label="Opening" lines={6} />;

interface UsesProps {
  readonly rows: readonly CloudRow[];
  readonly onAdd: (start: Partial<RowFields>) => void;
  readonly reason: string | undefined;
}

interface CloudAccessCardProps {
  /** what a new row begins with, by what led here; its form is opened at once, unless another one is open by then */
  readonly start?: Partial<RowFields> | undefined;
  /** what the keys are used for beside Preview; it stands below the rows. `onAdd` opens the form of a new one, `reason` says why that cannot be now */
  readonly uses?: ComponentType<UsesProps> | undefined;
}

/** The keys that this page's Preview reads buckets with. They stay in the browser. */
export const CloudAccessCard = ({ start, uses: Uses }: CloudAccessCardProps) => {
  const { account, keys } = useCloudKeys();
  const [open, setOpen] = useState<Open>({ what: 'nothing' });
  const [started, setStarted] = useState<typeof start>();
  const opener = useRef('');

  const show = (next: Open): void => {
    if (next.what !== 'nothing') opener.current = document.activeElement?.id ?? '';
    setOpen(next);
  };
  const close = (): void => {
    // a button that has a reason no more is another element: it has to be there before it gets the focus that goes with what was open
    flushSync(() => show({ what: 'nothing' }));
    requestAnimationFrame(() => document.getElementById(opener.current)?.focus());
  };
  const save = async (fields: RowFields, id = newRowId()): Promise<void> => {
    await keyRing.save(account, { ...fields, id });
    close();
  };
  const preload = (): void => RowForm.preload();

  const rows = keys.status === 'ready' ? keys.rows : [];
  // a row that another tab removed stays in its place until its form is closed
  const listed = open.what === 'edit' && !rows.some(({ id }) => id === open.row.id) ? [...rows, open.row].toSorted(byId) : rows;
  const form = (row?: CloudRow, start?: Partial<RowFields>) => (
    <RowForm account={account} row={row} start={start} rows={rows} onSave={(fields) => save(fields, row?.id)} onDiscard={close} />
  );
  const isLocked = keys.status === 'locked';
  // what is typed holds secrets of whoever was logged in
  if (isLocked && open.what !== 'nothing') setOpen({ what: 'nothing' });
  const editing = open.what === 'add' || open.what === 'edit';
  if (start !== started) {
    setStarted(start);
    if (!editing && !isLocked) setOpen({ what: 'add', start });
  }
  const whileEditing = editing ? whileOpen : undefined;
  const reason = isLocked ? sessionEnded : whileEditing;
  const panel = (row: CloudRow) => (
    <Suspense fallback={opening}>
      {open.what === 'edit' ? (
        form(open.row)
      ) : (
        <RowTest row={row} opening={open} onChange={(changed) => void keyRing.save(account, changed)} onClose={close} />
      )}
    </Suspense>
  );

  return (
    <Card
      id="cloud-access"
      heading={cloudAccessHeading}
      description={<CloudAccessPurpose preview={<TextLink href={`${base}preview`}>Preview</TextLink>} />}
      actions={
        <Button
          id="add-access-keys"
          icon={<Plus aria-hidden="true" />}
          reason={reason}
          onPointerEnter={preload}
          onFocus={preload}
          onClick={() => show({ what: 'add' })}
        >
          Add access keys
        </Button>
      }
    >
      <div className={styles['body']}>
        {keys.status === 'loading' && <Skeleton label="Loading your access keys" lines={5} />}
        {isLocked && <p className={styles['remark']}>{sessionEnded}.</p>}
        {keys.status === 'ready' && keys.keeping === 'browser' && (
          <p className={styles['remark']}>Stored encrypted in this browser, for your account only.</p>
        )}
        <Suspense>
          {keys.status === 'ready' && (keys.keeping !== 'browser' || keys.unreadable.length > 0) && (
            <Keeping account={account} keys={keys} />
          )}
        </Suspense>
        {keys.status === 'ready' && listed.length === 0 && open.what !== 'add' && (
          <Empty title="No access keys yet">
            Add the keys of a bucket to preview what is in it: S3, Google Cloud Storage, Azure, or a server of your own.
          </Empty>
        )}
        <Suspense fallback={opening}>
          {listed.length > 0 && <RowTable rows={listed} open={open} reason={reason} onOpen={show} panel={panel} />}
        </Suspense>
        <Suspense fallback={opening}>{open.what === 'add' && form(undefined, open.start)}</Suspense>
        <Suspense>
          {open.what === 'remove' && (
            <RemoveQuestion name={rowName(open.row, rows)} onRemove={() => keyRing.remove(account, open.row.id)} onClose={close} />
          )}
        </Suspense>
        <Suspense>
          {keys.status === 'ready' && (rows.length > 0 || readClearmlEntry() !== null) && (
            <RowTools
              account={account}
              rows={rows}
              stored={keys.keeping === 'browser'}
              reason={reason}
              onFill={(start) => show({ what: 'add', start })}
            />
          )}
        </Suspense>
        {keys.status === 'ready' && Uses && <Uses rows={rows} reason={reason} onAdd={(start) => show({ what: 'add', start })} />}
      </div>
    </Card>
  );
};
