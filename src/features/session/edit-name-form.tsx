import { useState } from 'react';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { formResolver } from '#api/form-resolver.ts';
import { applyFieldErrors } from '#api/use-form-errors.ts';
import { personName } from '#contract/fields.ts';
import { limits } from '#contract/index.ts';
import type { CurrentUser } from '#contract/users.ts';
import { Button } from '#ui/button.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import { useRename } from './queries.ts';
import styles from './profile-name.module.css';

const request = z.object({ name: personName });

interface EditNameFormProps {
  readonly user: CurrentUser;
  readonly onClose: (saved: boolean) => void;
}

/** One's own name, edited in place. Enter saves, Escape discards. */
export const EditNameForm = ({ user, onClose }: EditNameFormProps) => {
  const rename = useRename();
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: formResolver(request),
    defaultValues: { name: user.name },
  });
  useUnsavedGuard(formState.isDirty && !rename.isSuccess);

  const submit = handleSubmit(({ name }) => {
    setFailure(undefined);
    if (name === user.name) return onClose(false);
    rename.mutate(
      { user: user.id, name },
      { onSuccess: () => onClose(true), onError: (error) => setFailure(applyFieldErrors(error, setError, ['name'])) },
    );
  });

  return (
    <form className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        label="Name"
        autoComplete="name"
        autoFocus
        maxLength={limits.name}
        onKeyDown={(event) => event.key === 'Escape' && !rename.isPending && onClose(false)}
        error={formState.errors.name?.message ?? failure}
        {...register('name')}
      />
      <div className={styles['buttons']}>
        <Button type="submit" variant="primary" pending={rename.isPending}>
          Save
        </Button>
        <Button type="button" disabled={rename.isPending} onClick={() => onClose(false)}>
          Discard
        </Button>
      </div>
    </form>
  );
};
