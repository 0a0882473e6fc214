import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { failureOf } from '#api/api-error.ts';
import { failureCopy } from '#api/failure-copy.ts';
import { formResolver } from '#api/form-resolver.ts';
import type { AnswerOf } from '#contract/by-name.ts';
import type { Configuration } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { SecretField } from '#ui/secret-field.tsx';
import { TextField } from '#ui/text-field.tsx';
import styles from './form.module.css';
import { loginFields } from './login-fields.ts';
import { useLogIn, type Again } from './ways-in.ts';

export interface LoginFormProps {
  readonly modes: AnswerOf<'login.supported_modes'>;
  readonly configuration: Configuration;
  readonly onLoggedIn?: (() => void) | undefined;
  /** whose session ran out, on the page that stays open below */
  readonly again?: Again | undefined;
  /** what stands below the form: the way to sign up */
  readonly children?: ReactNode;
}

/** Log-in by e-mail (or user name) and password, and as a guest where the server has one. */
export const LoginForm = ({ modes, configuration, onLoggedIn, again, children }: LoginFormProps) => {
  const logIn = useLogIn(again);
  const usernames = configuration.usernames === true || configuration.deployment === 'connected';
  const email = usernames ? undefined : again?.user.email;
  const { register, handleSubmit, formState, setFocus } = useForm({
    resolver: formResolver(loginFields),
    defaultValues: { name: email ?? '', password: '' },
  });
  const { guest } = modes.basic;
  const offersGuest = again === undefined || again.user.role === 'guest';

  const submit = handleSubmit((values) =>
    logIn.mutate(values, {
      onSuccess: () => onLoggedIn?.(),
      onError: (error) => {
        if (failureOf(error) !== 'invalid_credentials') return;
        setFocus('password', { shouldSelect: true });
      },
    }),
  );

  return (
    <form className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
      {logIn.error && <Notice tone="danger">{loginFailure(logIn.error, email, usernames)}</Notice>}
      <TextField
        label={usernames ? 'Username' : 'E-mail'}
        type={usernames ? 'text' : 'email'}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={limits.email}
        // the page has nothing else to do; where a session ran out, the password has the focus
        autoFocus={again === undefined}
        hint={configuration.usernames === true ? 'Or your e-mail address, where you have no username' : undefined}
        readOnly={email !== undefined}
        error={formState.errors.name?.message}
        {...register('name')}
      />
      <SecretField label="Password" autoComplete="current-password" error={formState.errors.password?.message} {...register('password')} />
      <Button type="submit" variant="primary" pending={logIn.isPending}>
        Log in
      </Button>
      {offersGuest && guest.enabled && guest.username !== undefined && guest.password !== undefined && (
        <Button
          type="button"
          pending={logIn.isPending}
          onClick={() => logIn.mutate({ name: guest.username ?? '', password: guest.password ?? '' }, { onSuccess: () => onLoggedIn?.() })}
        >
          Log in as {guest.name ?? 'guest'}
        </Button>
      )}
      {children}
      <p className={styles['aside']}>Forgotten your password? Ask {configuration.supportContact ?? whoHelps(configuration)}.</p>
    </form>
  );
};

/** A ClearML Server has its passwords in its configuration. */
const whoHelps = ({ deployment }: Configuration): string =>
  deployment === 'connected' ? 'whoever runs your ClearML Server to set a new one' : 'whoever runs this server for a link to set a new one';

const loginFailure = (error: unknown, email: string | undefined, usernames: boolean): string => {
  if (failureOf(error) !== 'invalid_credentials') return failureCopy(error);
  if (email !== undefined) return 'The password is wrong. Check it and try again.';
  return `The ${usernames ? 'username' : 'e-mail'} or the password is wrong. Check both and try again.`;
};
