import type { UseFormReturn } from 'react-hook-form';
import type { RequestTo } from '#contract/by-name.ts';
import { limits } from '#contract/limits.ts';
import { TextField } from '#ui/text-field.tsx';
import styles from './invitations.module.css';
import { textToSend, usesToSend } from './model.ts';

/** What a link can have beyond role and life; each may stay empty. */
export const LinkOptions = ({ form }: { readonly form: UseFormReturn<RequestTo<'organization.create_invite'>> }) => {
  const { register, formState } = form;
  const { errors } = formState;
  return (
    <div className={styles['options']}>
      <TextField
        label="Number of uses"
        hint="Empty: any number of people, or once for an e-mail address."
        inputMode="numeric"
        autoComplete="off"
        error={errors.max_uses?.message}
        {...register('max_uses', { setValueAs: usesToSend })}
      />
      <TextField
        label="E-mail"
        type="email"
        hint="Only the account with this address can join. Empty: anybody with the link."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={limits.email}
        error={errors.email?.message}
        {...register('email', { setValueAs: textToSend })}
      />
      <TextField
        label="Note"
        hint="Who or what it is for. Owners and admins see it in the list."
        autoComplete="off"
        maxLength={limits.note}
        error={errors.note?.message}
        {...register('note', { setValueAs: textToSend })}
      />
    </div>
  );
};
