import { useState, type FormEvent } from 'react';
import { ApiError } from '#api/api-error.ts';
import { failureCopy } from '#api/failure-copy.ts';
import { isUnanswered } from '#api/use-form-errors.ts';
import type { auth } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';
import { keyName } from '#lib/key-label.ts';
import { Button } from '#ui/button.tsx';
import { KeyFacts } from '#ui/key-list.tsx';
import { Notice } from '#ui/notice.tsx';
import { SelectField } from '#ui/select-field.tsx';
import { useNow } from '#ui/use-now.ts';
import styles from './credentials.module.css';
import { stateOf } from './key-state.ts';
import { saysGone } from './model.ts';
import { useRefreshCredentials } from './queries.ts';
import { newestAfter, overlaps } from './rotation.ts';
import type { useRotateCredentials } from './use-rotate.ts';

interface RotateFormProps {
  /** for the button that sends it, which stands outside */
  readonly id: string;
  /** its id */
  readonly workspace: string;
  readonly credential: auth.Credential;
  /** all of one's keys there */
  readonly credentials: readonly auth.Credential[];
  readonly rotate: ReturnType<typeof useRotateCredentials>;
  /** another key is to be rotated instead */
  readonly onOther: (credential: auth.Credential) => void;
}

const usual = overlaps[2].value;

/** When the old key ends. */
export const RotateForm = ({ id, workspace, credential, credentials, rotate, onOther }: RotateFormProps) => {
  const refresh = useRefreshCredentials(workspace);
  const [chosen, setChosen] = useState<string>(usual);
  const expired = stateOf(credential, useNow()) === 'expired';
  const full = credentials.length >= limits.credentials;
  const overlap = expired || full ? '0' : chosen;
  const newest = newestAfter(credential, credentials);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    rotate.mutate(
      { access_key: credential.access_key, overlap_sec: Number(overlap) },
      {
        // the answer has a secret, which is to be nowhere but in the dialog
        onSuccess: () => rotate.reset(),
        // somebody was quicker, or it was done and the answer got lost: the list is out of date
        onError: (error) => (error.failure === 'rotating_out' || saysGone(error.failure) || isUnanswered(error)) && refresh(),
      },
    );
  };

  return (
    <form id={id} className={styles['form']} noValidate onSubmit={submit}>
      <p className={styles['remark']}>
        A new pair takes the place of <KeyFacts credential={credential} />. It has the same label, the same rights and as long a life.
      </p>
      {rotate.error !== null && <Notice tone="danger">{failureCopy(rotate.error)}</Notice>}
      {rotate.error instanceof ApiError && rotate.error.failure === 'rotating_out' && newest !== undefined && (
        <Button
          onClick={() => {
            rotate.reset();
            onOther(newest);
          }}
        >
          Rotate {keyName(newest) === keyName(credential) ? newest.access_key : keyName(newest)} instead
        </Button>
      )}
      {expired ? (
        <p className={styles['remark']}>The old key has expired: it goes as the new one comes.</p>
      ) : (
        <SelectField
          label="The old key ends"
          options={overlaps.map((each) => ({ ...each, disabled: full && each.value !== '0' }))}
          value={overlap}
          hint={
            full
              ? `You have ${limits.credentials} keys here, and there cannot be more: both can only work side by side once another one was revoked.`
              : 'Until then both work. Put the new pair wherever the old one is used.'
          }
          onChange={({ target }) => setChosen(target.value)}
        />
      )}
    </form>
  );
};
