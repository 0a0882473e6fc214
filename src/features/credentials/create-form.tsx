import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { formResolver } from '#api/form-resolver.ts';
import { applyFieldErrors } from '#api/use-form-errors.ts';
import { auth, limits } from '#contract/index.ts';
import { Notice } from '#ui/notice.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import styles from './credentials.module.css';
import { labelToSend } from './model.ts';
import type { useCreateCredentials } from './queries.ts';

interface CreateFormProps {
  /** for the button that sends it, which stands outside */
  readonly id: string;
  /** its name */
  readonly workspace: string;
  readonly create: ReturnType<typeof useCreateCredentials>;
}

/** What the new key is called. */
export const CreateForm = ({ id, workspace, create }: CreateFormProps) => {
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: formResolver(auth.createCredentials.request),
    defaultValues: { label: '' },
  });
  useUnsavedGuard(formState.isDirty);

  const submit = handleSubmit(({ label }) => {
    setFailure(undefined);
    create.mutate(
      { label: labelToSend(label) },
      {
        // the answer has a secret, which is to be nowhere but in the dialog
        onSuccess: () => create.reset(),
        onError: (error) => setFailure(applyFieldErrors(error, setError, ['label'])),
      },
    );
  });

  return (
    <form id={id} className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
      <p className={styles['remark']}>An access key and a secret key for {workspace}, to use in your code and your agents.</p>
      {failure !== undefined && <Notice tone="danger">{failure}</Notice>}
      <TextField
        label="Label"
        hint="Optional: where you will use it, so that you know it again."
        autoComplete="off"
        maxLength={limits.label}
        error={formState.errors.label?.message}
        {...register('label')}
      />
    </form>
  );
};
