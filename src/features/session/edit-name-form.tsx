import { useState, type KeyboardEvent } from 'react';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { formResolver } from '#api/form-resolver.ts';
import { useAction } from '#api/query.ts';
import { applyFieldErrors } from '#api/use-form-errors.ts';
import { personName } from '#contract/fields.ts';
import { limits } from '#contract/limits.ts';
import type { CurrentUser } from '#contract/users.ts';
import { Button } from '#ui/button.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Over } from '#ui/over.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import styles from './profile-name.module.css';

const DiscardQuestion = lazily(() => import('#ui/discard-question.tsx').then((file) => file.DiscardQuestion));

const request = z.object({ name: personName });

interface EditNameFormProps {
  readonly user: CurrentUser;
  readonly onClose: (saved: boolean) => void;
}

/** One's own name, edited in place. Enter saves; Escape discards, and asks first where that loses something. */
export const EditNameForm = ({ user, onClose }: EditNameFormProps) => {
  const rename = useAction('users.update');
  const [failure, setFailure] = useState<string>();
  const [asking, setAsking] = useState(false);
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: formResolver(request),
    defaultValues: { name: user.name },
  });
  useUnsavedGuard(formState.isDirty && !rename.isSuccess);

  const escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || rename.isPending) return;
    // the same press would cancel the question
    event.stopPropagation();
    if (formState.isDirty) setAsking(true);
    else onClose(false);
  };

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
        onKeyDown={escape}
        error={formState.errors.name?.message ?? failure}
        {...register('name', { onChange: DiscardQuestion.preload })}
      />
      <div className={styles['buttons']}>
        <Button type="submit" variant="primary" pending={rename.isPending}>
          Save
        </Button>
        <Button type="button" disabled={rename.isPending} onClick={() => onClose(false)}>
          Discard
        </Button>
      </div>
      <Over>{asking && <DiscardQuestion onDiscard={() => onClose(false)} onCancel={() => setAsking(false)} />}</Over>
    </form>
  );
};
