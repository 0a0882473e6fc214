import { useForm } from 'react-hook-form';
import { failureOf } from '#api/api-error.ts';
import { failureCopy } from '#api/failure-copy.ts';
import { formResolver } from '#api/form-resolver.ts';
import { limits } from '#contract/limits.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { SecretField } from '#ui/secret-field.tsx';
import { TextField } from '#ui/text-field.tsx';
import styles from './form.module.css';
import { loginFields } from './login-fields.ts';
import type { LoginFormProps } from './login-form.tsx';
import { useLogIn } from './ways-in.ts';

/** Log-in by a key pair, as programs do. */
export const KeyLoginForm = ({ onLoggedIn, again }: Pick<LoginFormProps, 'onLoggedIn' | 'again'>) => {
  const logIn = useLogIn(again);
  const { register, handleSubmit, formState } = useForm({ resolver: formResolver(loginFields), defaultValues: { name: '', password: '' } });
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => void handleSubmit((values) => logIn.mutate(values, { onSuccess: () => onLoggedIn?.() }))(event)}
    >
      {logIn.error && (
        <Notice tone="danger">
          {failureOf(logIn.error) === 'invalid_credentials'
            ? 'This pair is not valid. Check both keys; a revoked pair is refused as well.'
            : failureCopy(logIn.error)}
        </Notice>
      )}
      <TextField
        label="Access key"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={limits.email}
        error={formState.errors.name?.message}
        {...register('name')}
      />
      <SecretField label="Secret key" autoComplete="off" error={formState.errors.password?.message} {...register('password')} />
      <Button type="submit" pending={logIn.isPending}>
        Log in with this key
      </Button>
    </form>
  );
};
