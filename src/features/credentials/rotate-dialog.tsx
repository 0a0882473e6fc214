import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { auth } from '#contract/index.ts';
import { KeyFacts } from '#ui/key-list.tsx';
import { Time } from '#ui/time.tsx';
import styles from './credentials.module.css';
import { PairDialog, type PairPlace } from './pair-dialog.tsx';
import { credentialsQuery } from './queries.ts';
import { RotateForm } from './rotate-form.tsx';
import { useRotateCredentials, type Rotated } from './use-rotate.ts';

interface RotateDialogProps extends PairPlace {
  readonly credential: auth.Credential;
}

/** Makes the pair that takes the place of a key, and shows it. */
export const RotateDialog = ({ credential, ...place }: RotateDialogProps) => {
  const { workspace } = place;
  const [asked, setAsked] = useState(credential);
  const [made, setMade] = useState<Rotated>();
  const rotate = useRotateCredentials(workspace.id, setMade);
  // read anew: who uses the old key decides how long it has to work on
  const { data } = useQuery({ ...credentialsQuery(workspace.id), refetchOnMount: 'always' });
  const credentials = data?.credentials ?? [];
  const old = credentials.find(({ access_key }) => access_key === asked.access_key) ?? asked;
  return (
    <PairDialog
      title="Rotate credentials"
      submitLabel="Rotate"
      pending={rotate.isPending}
      made={made?.pair}
      renderForm={(id) => (
        // of another key all is asked anew
        <RotateForm
          key={asked.access_key}
          id={id}
          workspace={workspace.id}
          credential={old}
          credentials={credentials}
          rotate={rotate}
          onOther={setAsked}
        />
      )}
      remark={
        <p className={styles['remark']}>
          {made?.oldEnds === undefined ? (
            <>The old key, {asked.access_key}, has ended.</>
          ) : (
            <>
              The old key, <KeyFacts credential={{ ...old, label: undefined, expires: undefined }} />, works on and ends{' '}
              <Time value={made.oldEnds} />.
            </>
          )}
        </p>
      }
      {...place}
    />
  );
};
