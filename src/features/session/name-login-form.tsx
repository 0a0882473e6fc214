import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { failureOf } from '#api/api-error.ts';
import { failureCopy } from '#api/failure-copy.ts';
import { formResolver } from '#api/form-resolver.ts';
import { personName } from '#contract/fields.ts';
import { limits } from '#contract/limits.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { TextField } from '#ui/text-field.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { useSettled } from '#ui/use-settled.ts';
import styles from './form.module.css';
import type { LoginFormProps } from './login-form.tsx';
import { simpleUsersQuery, useSimpleLogIn } from './ways-in.ts';

const request = z.object({ name: personName });

/** Log-in where the server asks for a name only: who is there already is offered, anybody else is made. */
export const NameLoginForm = ({ configuration, onLoggedIn, again }: Pick<LoginFormProps, 'configuration' | 'onLoggedIn' | 'again'>) => {
  const listId = useId();
  const [typed, setTyped] = useState('');
  const logIn = useSimpleLogIn(again);
  const users = useQuery({ ...simpleUsersQuery(useSettled(typed.trim())), placeholderData: (before) => before, retry: false });
  const { register, handleSubmit, formState } = useForm({
    resolver: formResolver(request),
    defaultValues: { name: again?.user.name ?? '' },
  });
  const known = users.data?.users ?? [];

  const submit = handleSubmit(({ name }) => {
    const user = again?.user ?? known.find((one) => one.name === name);
    logIn.mutate(user === undefined ? { name } : { user: user.id }, { onSuccess: () => onLoggedIn?.() });
  });

  // plain files in front of a ClearML Server: nothing here may use its web pair
  if (failureOf(users.error) === 'unknown_operation' && users.error !== null) {
    const web = configuration.displayedServerUrls?.webServer;
    return (
      <Notice tone="info">
        Your ClearML Server logs people in by name on its own pages only. Log in{' '}
        {web === undefined ? 'there' : <TextLink href={web}>there</TextLink>} and come back, or use an access key.
      </Notice>
    );
  }
  const failure = logIn.error ?? users.error;
  return (
    <form className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
      {failure && <Notice tone="danger">{failureCopy(failure)}</Notice>}
      <TextField
        label="Name"
        hint={`This server asks for no password${again === undefined ? ': choose your name, or enter a new one' : ''}.`}
        readOnly={again !== undefined}
        autoComplete="name"
        list={listId}
        maxLength={limits.name}
        error={formState.errors.name?.message}
        {...register('name', { onChange: ({ target }: { target: HTMLInputElement }) => setTyped(target.value) })}
      />
      <datalist id={listId}>
        {known.map(({ id, name }) => (
          <option key={id}>{name}</option>
        ))}
      </datalist>
      <Button type="submit" variant="primary" pending={logIn.isPending}>
        Log in
      </Button>
    </form>
  );
};
