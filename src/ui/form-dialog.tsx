import { useId, type FormEvent, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import styles from './form-dialog.module.css';
import { Notice } from './notice.tsx';

interface FormDialogProps {
  readonly title: string;
  /** the form is on its way: nothing of it can be changed, and it cannot be left */
  readonly pending: boolean;
  /** why it was refused, where no field takes it */
  readonly failure: string | undefined;
  readonly submitLabel?: string | undefined;
  readonly tone?: 'danger' | 'normal' | undefined;
  /** why it cannot be sent */
  readonly reason?: string | undefined;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly onClose: () => void;
  /** the fields */
  readonly children: ReactNode;
}

/** A small dialog that is one form, sent or left as it was. Belongs in a chunk of its own. */
export const FormDialog = ({ title, pending, failure, submitLabel = 'Save', tone = 'normal', reason, ...rest }: FormDialogProps) => {
  const { onSubmit, onClose, children } = rest;
  const form = useId();
  return (
    <Dialog
      title={title}
      size="s"
      dismissable={!pending}
      onClose={onClose}
      footer={
        <>
          <Button disabled={pending} onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant={tone === 'danger' ? 'danger' : 'primary'} pending={pending} reason={reason}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['form']} noValidate onSubmit={onSubmit}>
        {failure !== undefined && <Notice tone="danger">{failure}</Notice>}
        {children}
      </form>
    </Dialog>
  );
};
