import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { formResolver } from '#api/form-resolver.ts';
import { applyFieldErrors } from '#api/use-form-errors.ts';
import { auth, type organization } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import styles from './credentials.module.css';
import { labelToSend } from './model.ts';
import { useEditCredentials } from './queries.ts';

interface EditLabelDialogProps {
  readonly workspace: organization.Workspace;
  readonly credential: auth.Credential;
  readonly onClose: () => void;
}

/** Gives a key another label, or none. */
export const EditLabelDialog = ({ workspace, credential, onClose }: EditLabelDialogProps) => {
  const edit = useEditCredentials(workspace.id);
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: formResolver(auth.editCredentials.request),
    defaultValues: { access_key: credential.access_key, label: credential.label ?? '' },
  });
  useUnsavedGuard(formState.isDirty);

  const submit = handleSubmit(({ access_key, label }) => {
    setFailure(undefined);
    edit.mutate(
      { access_key, label: labelToSend(label) },
      { onSuccess: onClose, onError: (error) => setFailure(applyFieldErrors(error, setError, ['label'])) },
    );
  });

  return (
    <FormDialog title="Edit label" pending={edit.isPending} failure={failure} onSubmit={(event) => void submit(event)} onClose={onClose}>
      <p className={styles['remark']}>
        Of the key <code className={styles['key']}>{credential.access_key}</code>
      </p>
      <TextField
        label="Label"
        hint="Empty removes it."
        autoComplete="off"
        maxLength={limits.label}
        error={formState.errors.label?.message}
        {...register('label')}
      />
    </FormDialog>
  );
};
