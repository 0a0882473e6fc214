import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { count } from '#lib/count.ts';
import type { CloudKeys } from './key-ring.ts';
import { keyRing } from './own-key-ring.ts';
import styles from './cloud-access.module.css';

interface KeepingProps {
  readonly account: string;
  readonly keys: Extract<CloudKeys, { status: 'ready' }>;
}

/** What is wrong with where the rows are kept. */
export const Keeping = ({ account, keys: { keeping, unreadable } }: KeepingProps) => (
  <>
    {keeping === 'tab_insecure' && (
      <Notice tone="info" title="Kept in this tab only">
        {window.isSecureContext
          ? 'This browser offers no storage to this page. Rows are gone when the tab is closed or reloaded.'
          : 'This page came over plain http, where browsers offer no encryption to store keys with. Rows are gone when the tab is closed or reloaded; over https they stay.'}
      </Notice>
    )}
    {keeping === 'tab_refused' && (
      <Notice tone="warning" title="Not stored">
        This browser’s storage did not take or give the rows: it is off, full or broken. What you see holds for this tab only.
      </Notice>
    )}
    {unreadable.length > 0 && (
      <Notice tone="warning" title={`${count(unreadable.length, 'stored row')} cannot be read`}>
        <div className={styles['stack']}>
          <p>The storage of this browser was damaged or partly cleared. Enter the keys again.</p>
          <Button size="s" onClick={() => unreadable.forEach((id) => void keyRing.remove(account, id))}>
            Remove what cannot be read
          </Button>
        </div>
      </Notice>
    )}
  </>
);
