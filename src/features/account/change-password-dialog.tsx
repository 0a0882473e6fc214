import { useId, useState } from 'react';
import { useController, useForm } from 'react-hook-form';
import { formResolver } from '#api/form-resolver.ts';
import { applyFieldErrors } from '#api/use-form-errors.ts';
import { changePassword } from '#contract/account.ts';
import { limits } from '#contract/limits.ts';
import { Checkbox } from '#ui/checkbox.tsx';
import { FormDialog } from '#ui/form-dialog.tsx';
import { SecretField } from '#ui/secret-field.tsx';
import { useToast } from '#ui/toast.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import styles from './account.module.css';
import { useChangePassword } from './queries.ts';

interface ChangePasswordDialogProps {
  /** for password managers */
  readonly email: string;
  readonly onClose: () => void;
}

/** Sets another password, and logs the other sessions out where that is wanted. */
export const ChangePasswordDialog = ({ email, onClose }: ChangePasswordDialogProps) => {
  const save = useChangePassword();
  const toast = useToast();
  const box = useId();
  const [failure, setFailure] = useState<string>();
  const { register, control, handleSubmit, formState, setError } = useForm({
    resolver: formResolver(changePassword.request),
    defaultValues: { current_password: '', new_password: '', end_other_sessions: false },
  });
  const others = useController({ control, name: 'end_other_sessions' }).field;
  const { errors } = formState;
  useUnsavedGuard(formState.isDirty);

  const submit = handleSubmit((values) => {
    setFailure(undefined);
    save.mutate(values, {
      onSuccess: () => {
        onClose();
        toast(values.end_other_sessions === true ? 'Password changed, other sessions logged out' : 'Password changed');
      },
      onError: (error) => setFailure(applyFieldErrors(error, setError, ['current_password', 'new_password'])),
    });
  });

  return (
    <FormDialog
      title="Change password"
      submitLabel="Change password"
      pending={save.isPending}
      failure={failure}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <SecretField
        label="Current password"
        autoComplete="current-password"
        error={errors.current_password?.message}
        {...register('current_password')}
      />
      <SecretField
        label="New password"
        hint={`At least ${limits.passwordMin} characters.`}
        autoComplete="new-password"
        maxLength={limits.passwordMax}
        error={errors.new_password?.message}
        {...register('new_password')}
      />
      <div>
        <div className={styles['check']}>
          <Checkbox id={box} label="Log out my other sessions" checked={others.value === true} onChange={others.onChange} />
          <label htmlFor={box}>Log out my other sessions</label>
        </div>
        <p className={styles['remark']}>Cloud access keys that are kept in those browsers are removed. Programs with a key go on.</p>
      </div>
    </FormDialog>
  );
};
