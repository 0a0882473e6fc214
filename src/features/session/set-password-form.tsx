import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { formResolver } from '#api/form-resolver.ts';
import { refusalCopy } from '#api/refusal-copy.ts';
import { applyFieldErrors } from '#api/use-form-errors.ts';
import { limits } from '#contract/limits.ts';
import { setPassword } from '#contract/login.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { SecretField } from '#ui/secret-field.tsx';
import styles from './form.module.css';
import { useLookUpPasswordLink, useSetPassword } from './ways-in.ts';

interface SetPasswordFormProps {
  /** the secret of the one-hour link */
  readonly link: string;
  readonly onDone: () => void;
}

/** Sets a password by the link that an operator made; it ends the account's other sessions and logs in. */
export const SetPasswordForm = ({ link, onDone }: SetPasswordFormProps) => {
  const save = useSetPassword();
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: formResolver(setPassword.request),
    defaultValues: { link_id: link, password: '' },
  });

  const { data, mutate: lookUp } = useLookUpPasswordLink();
  // before anybody thinks of a password; where that cannot be told, sending it will
  useEffect(() => lookUp({ link_id: link }), [lookUp, link]);
  const dead = data?.active === false || save.error?.failure === 'password_link_dead';

  const submit = handleSubmit((values) => {
    setFailure(undefined);
    save.mutate(values, { onSuccess: onDone, onError: (error) => setFailure(applyFieldErrors(error, setError, ['password'])) });
  });

  return (
    <form className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
      {failure !== undefined && (
        <Notice tone="danger" title={dead ? 'No password was set' : undefined}>
          {failure}
        </Notice>
      )}
      {failure === undefined && dead && <Notice tone="danger">{refusalCopy.password_link_dead}</Notice>}
      <SecretField
        label="New password"
        hint={`At least ${limits.passwordMin} characters. Your other sessions end.`}
        autoComplete="new-password"
        maxLength={limits.passwordMax}
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <Button type="submit" variant="primary" pending={save.isPending} reason={dead ? 'This link was used or has expired.' : undefined}>
        Set password
      </Button>
    </form>
  );
};
