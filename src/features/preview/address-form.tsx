import type { FormEvent } from 'react';
import { withoutSecrets } from '#lib/without-secrets.ts';
import { Button } from '#ui/button.tsx';
import { TextField } from '#ui/text-field.tsx';
import styles from './preview.module.css';

interface AddressFormProps {
  readonly address: string;
  /** gets the address without signature and user-info */
  readonly onOpen: (address: string) => void;
}

/** Takes the address of an object. */
export const AddressForm = ({ address, onOpen }: AddressFormProps) => {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onOpen(withoutSecrets(String(new FormData(event.currentTarget).get('address') ?? '')));
  };
  return (
    <form className={styles['address']} autoComplete="off" onSubmit={submit}>
      <TextField label="Address" name="address" mono defaultValue={address} autoComplete="off" spellCheck={false} autoCapitalize="none" />
      <Button type="submit">Open</Button>
    </form>
  );
};
