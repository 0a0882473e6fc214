import { useRef, type ClipboardEvent, type FormEvent } from 'react';
import { asOneLine } from '#lib/query-mark.ts';
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
  // by itself the field joins the lines, and with them the end of the path and what follows it
  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const text = event.clipboardData.getData('text');
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (!/[\r\n]/.test(text) || selectionStart === null || selectionEnd === null) return;
    event.preventDefault();
    event.currentTarget.setRangeText(asOneLine(text), selectionStart, selectionEnd, 'end');
  };
  return (
    <form className={styles['address']} autoComplete="off" onSubmit={submit}>
      <TextField
        label="Address"
        ref={field}
        mono
        defaultValue={address}
        autoComplete="off"
        spellCheck={false}
        autoCapitalize="none"
        onPaste={paste}
      />
      <Button type="submit">Open</Button>
    </form>
  );
};
