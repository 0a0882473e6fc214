import { useState } from 'react';
import type { Preferences } from '#contract/users.ts';
import { count } from '#lib/count.ts';
import { Button } from '#ui/button.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Over } from '#ui/over.tsx';
import { hiddenArguments } from './hidden-arguments.ts';
import { PreferenceRow } from './preference-row.tsx';
import type { PreferenceRow as Row } from './rows.ts';
import styles from './setting-row.module.css';

const HiddenArgumentsDialog = lazily(() => import('./hidden-arguments-dialog.tsx').then((file) => file.HiddenArgumentsDialog));

const row: Row = {
  kind: 'switch',
  path: ['views', 'hideRedactedArguments'],
  label: 'Hide specific container arguments',
  hint: 'Their values are shown as ********.',
};

/** Whether values of container arguments are hidden, and of which ones. */
export const HiddenArgumentsRow = ({ preferences }: { readonly preferences: Preferences }) => {
  const [editing, setEditing] = useState(false);
  const names = hiddenArguments(preferences);
  return (
    <>
      <PreferenceRow row={row} preferences={preferences} />
      <p className={styles['more']}>
        <span>
          {count(names.length, 'argument')}: {names.join(', ')}
        </span>
        <Button
          size="s"
          aria-label="Edit container arguments"
          onPointerEnter={() => HiddenArgumentsDialog.preload()}
          onFocus={() => HiddenArgumentsDialog.preload()}
          onClick={() => setEditing(true)}
        >
          Edit
        </Button>
      </p>
      <Over>{editing && <HiddenArgumentsDialog names={names} onClose={() => setEditing(false)} />}</Over>
    </>
  );
};
