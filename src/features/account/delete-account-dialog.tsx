import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { fieldCopy } from '#api/field-copy.ts';
import { formResolver } from '#api/form-resolver.ts';
import { applyFieldErrors } from '#api/use-form-errors.ts';
import { workspacesQuery } from '#api/workspaces-query.ts';
import { typedPassword } from '#contract/fields.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { SecretField } from '#ui/secret-field.tsx';
import { TextField } from '#ui/text-field.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import styles from './account.module.css';
import { LostWithAccount } from './lost-with-account.tsx';
import { workspacesAfter } from './model.ts';
import { useDeleteAccount } from './queries.ts';

interface DeleteAccountDialogProps {
  readonly email: string;
  /** whether there are several workspaces on this server */
  readonly many: boolean;
  /** address of the members of a workspace (its id) */
  readonly membersHref: (workspace: string) => string;
  readonly onDeleted: () => Promise<void>;
  readonly onClose: () => void;
}

const fields = z.object({ confirmation: z.string(), password: typedPassword });

/** Says what goes with the account and what stays, and wants its e-mail and password typed. Nobody leaves other members without an owner. */
export const DeleteAccountDialog = ({ email, many, membersHref, onDeleted, onClose }: DeleteAccountDialogProps) => {
  const remove = useDeleteAccount(onDeleted);
  const { data, refetch } = useQuery({ ...workspacesQuery, refetchOnMount: 'always' });
  const workspaces = data?.companies ?? [];
  const { ownerless } = workspacesAfter(workspaces);
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: formResolver(fields),
    defaultValues: { confirmation: '', password: '' },
  });
  const { errors, isDirty } = formState;
  useUnsavedGuard(isDirty && !remove.isSuccess);

  const submit = handleSubmit(({ confirmation, password }) => {
    setFailure(undefined);
    if (confirmation.trim().toLowerCase() !== email.toLowerCase())
      return setError('confirmation', { type: 'mismatch', message: fieldCopy('mismatch', 'confirmation') }, { shouldFocus: true });
    remove.mutate(
      { password },
      {
        onError: (error) => {
          setFailure(applyFieldErrors(error, setError, ['password']));
          if (error.failure === 'last_owner') void refetch();
        },
      },
    );
  });

  return (
    <FormDialog
      title="Delete account"
      submitLabel="Delete account"
      tone="danger"
      reason={ownerless.length > 0 ? 'Some workspaces need another owner first.' : undefined}
      pending={remove.isPending}
      failure={failure}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      {ownerless.length > 0 && (
        <Notice tone="warning" title="These workspaces need another owner first">
          <ul className={styles['places']}>
            {ownerless.map(({ id, name }) => (
              <li key={id}>
                <TextLink href={membersHref(id)}>Members of {name}</TextLink>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <LostWithAccount workspaces={workspaces} many={many} />
      <TextField
        label="Your e-mail"
        hint={`Type ${email} to confirm.`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={errors.confirmation?.message}
        {...register('confirmation')}
      />
      <SecretField label="Password" autoComplete="current-password" error={errors.password?.message} {...register('password')} />
    </FormDialog>
  );
};
