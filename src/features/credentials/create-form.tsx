import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { formResolver } from '#api/form-resolver.ts';
import { applyFieldErrors, isUnanswered } from '#api/use-form-errors.ts';
import { auth, type organization } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';
import { clock } from '#lib/clock.ts';
import { Notice } from '#ui/notice.tsx';
import { Switch } from '#ui/switch.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useTimeZone } from '#ui/time.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import styles from './credentials.module.css';
import { readExpiry, type Expiry } from './expiry.ts';
import { ExpiryFields } from './expiry-fields.tsx';
import { labelToSend } from './model.ts';
import { credentialsQuery, useRefreshCredentials, type useCreateCredentials } from './queries.ts';
import { SameLabel } from './same-label.tsx';

interface CreateFormProps {
  /** for the button that sends it, which stands outside */
  readonly id: string;
  readonly workspace: organization.Workspace;
  /** whether a key can expire and be read-only */
  readonly lives: boolean;
  readonly create: ReturnType<typeof useCreateCredentials>;
}

/** What the new key is called, how long it lives and what it may do. */
export const CreateForm = ({ id, workspace, lives, create }: CreateFormProps) => {
  const [failure, setFailure] = useState<string>();
  const [expiry, setExpiry] = useState<Expiry>({ life: 'never', date: '' });
  const [problem, setProblem] = useState<string>();
  const [readOnly, setReadOnly] = useState(false);
  const timeZone = useTimeZone();
  const { data } = useQuery(credentialsQuery(workspace.id));
  const refresh = useRefreshCredentials(workspace.id);
  const { register, handleSubmit, formState, setError, watch } = useForm({
    resolver: formResolver(auth.createCredentials.request),
    defaultValues: { label: '' },
  });
  const changeExpiry = (changed: Expiry): void => {
    setExpiry(changed);
    setProblem(undefined);
  };
  useUnsavedGuard(formState.isDirty || expiry.date !== '');

  const submit = handleSubmit(({ label }) => {
    setFailure(undefined);
    const read = readExpiry(expiry, clock(), timeZone);
    setProblem('problem' in read ? read.problem : undefined);
    if ('problem' in read) return;
    create.mutate(
      {
        label: labelToSend(label),
        // counted whenever it is sent: logging in again may come in between
        get expires_in_sec() {
          return read.secondsFrom(clock()) ?? undefined;
        },
        ...(readOnly && { read_only: true }),
      },
      {
        // the answer has a secret, which is to be nowhere but in the dialog
        onSuccess: () => create.reset(),
        onError: (error) => {
          setFailure(applyFieldErrors(error, setError, ['label']));
          // the key may be there, with a secret that nobody has
          if (isUnanswered(error)) refresh();
        },
      },
    );
  });

  return (
    <form id={id} className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
      <p className={styles['remark']}>An access key and a secret key for {workspace.name}, to use in your code and your agents.</p>
      {failure !== undefined && <Notice tone="danger">{failure}</Notice>}
      <TextField
        label="Label"
        hint={<SameLabel label={watch('label')} credentials={data?.credentials ?? []} />}
        autoComplete="off"
        maxLength={limits.label}
        error={formState.errors.label?.message}
        {...register('label')}
      />
      {lives && (
        <>
          <ExpiryFields expiry={expiry} problem={problem} onChange={changeExpiry} />
          <Switch
            label="Read-only"
            hint="Everything that would change something is refused: for dashboards and reports, not for training."
            checked={readOnly}
            onChange={setReadOnly}
          />
        </>
      )}
    </form>
  );
};
