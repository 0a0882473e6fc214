import { useRef, type FormEvent } from 'react';
import { Button } from '#ui/button.tsx';
import { TextField } from '#ui/text-field.tsx';
import styles from './preview.module.css';

interface AddressFormProps {
  readonly address: string;
  /** gets the address as it was typed */
  readonly onOpen: (address: string) => void;
}

/** Takes the address of an object. */
export const AddressForm = ({ address, onOpen }: AddressFormProps) => {
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onOpen(field.current?.value ?? '');
  };
  return (
    <form className={styles['address']} autoComplete="off" onSubmit={submit}>
      <TextField label="Address" ref={field} mono defaultValue={address} autoComplete="off" spellCheck={false} autoCapitalize="none" />
      <Button type="submit">Open</Button>
    </form>
  );
};
