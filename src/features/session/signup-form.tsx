import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { applyFieldErrors } from '#api/use-form-errors.ts';
import { formResolver } from '#api/form-resolver.ts';
import { limits } from '#contract/limits.ts';
import { signupUser } from '#contract/login.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { SecretField } from '#ui/secret-field.tsx';
import { TextField } from '#ui/text-field.tsx';
import styles from './form.module.css';
import { isInvitationFailure } from './invitation-failures.ts';
import { useSignUp } from './ways-in.ts';

interface SignupFormProps {
  /** id of the invitation that led here */
  readonly invite: string | undefined;
  /** the joined one, else the new personal one */
  readonly onSignedUp: (workspace: { readonly id: string; readonly name: string }) => void;
  /** the invitation no longer leads into its workspace */
  readonly onInvitationRefused: () => void;
  readonly children?: ReactNode;
}

/** A new account, and with an invitation the membership too. */
export const SignupForm = ({ invite, onSignedUp, onInvitationRefused, children }: SignupFormProps) => {
  const signUp = useSignUp();
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: formResolver(signupUser.request),
    defaultValues: { name: '', email: '', password: '', ...(invite === undefined ? {} : { invite_id: invite }) },
  });
  const { errors } = formState;

  const submit = handleSubmit((values) => {
    setFailure(undefined);
    signUp.mutate(values, {
      onSuccess: ({ company }) => onSignedUp(company),
      onError: (error) => {
        setFailure(applyFieldErrors(error, setError, ['name', 'email', 'password']));
        if (isInvitationFailure(error.failure)) onInvitationRefused();
      },
    });
  });

  return (
    <form className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
      {failure !== undefined && <Notice tone="danger">{failure}</Notice>}
      <TextField label="Name" autoComplete="name" maxLength={limits.name} error={errors.name?.message} {...register('name')} />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={limits.email}
        error={errors.email?.message}
        {...register('email')}
      />
      <SecretField
        label="Password"
        hint={`At least ${limits.passwordMin} characters.`}
        autoComplete="new-password"
        maxLength={limits.passwordMax}
        error={errors.password?.message}
        {...register('password')}
      />
      <Button type="submit" variant="primary" pending={signUp.isPending}>
        Sign up
      </Button>
      {children}
    </form>
  );
};
