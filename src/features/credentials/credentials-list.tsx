import { Suspense, useCallback, useState } from 'react';
import type { auth } from '#contract/index.ts';
import { classes } from '#ui/classes.ts';
import { lazily } from '#ui/lazily.tsx';
import { useNow } from '#ui/use-now.ts';
import { CredentialsTable, type KeyActions } from './credentials-table.tsx';
import styles from './credentials.module.css';
import { stateOf } from './key-state.ts';
import { listed, newestFirst, type KeyView } from './listing.ts';

/** Above so many keys one looks for some of them. */
const many = 5;

const KeyListTools = lazily(() => import('./key-list-tools.tsx').then((file) => file.KeyListTools));

interface CredentialsListProps extends KeyActions {
  /** at least one */
  readonly credentials: readonly auth.Credential[];
  /** its name */
  readonly workspace: string;
  /** whether they can expire and be rotated */
  readonly lives: boolean;
}

/** One's keys; from two on they can be selected. */
export const CredentialsList = ({ credentials, lives, ...table }: CredentialsListProps) => {
  const now = useNow();
  const [wanted, setWanted] = useState<KeyView>({ state: 'all', order: newestFirst });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const states = credentials.map((credential) => stateOf(credential, now));
  // the last key of a state may have gone or come into another one
  const view = wanted.state === 'all' || states.includes(wanted.state) ? wanted : { ...wanted, state: 'all' as const };
  const shown = listed(credentials, view, now);
  const several = credentials.length > 1;
  const choosing = states.length > many || new Set(states).size > 1;

  const select = useCallback((keys: readonly auth.Credential[], chosen: boolean): void => {
    setSelected((before) => {
      const after = new Set(before);
      for (const { access_key } of keys) after[chosen ? 'add' : 'delete'](access_key);
      return after;
    });
  }, []);

  return (
    <>
      {several && (
        <Suspense fallback={<div className={classes(styles['tools'], choosing && styles['choosing'])} />}>
          <KeyListTools
            states={states}
            choosing={choosing}
            view={view}
            onView={setWanted}
            lives={lives}
            shown={shown}
            chosen={shown.filter(({ access_key }) => selected.has(access_key))}
            onSelect={select}
            onRevoke={table.onRevoke}
          />
        </Suspense>
      )}
      <CredentialsTable credentials={shown} lives={lives} selected={several ? selected : undefined} onSelect={select} {...table} />
    </>
  );
};
