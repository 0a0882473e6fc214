import type { ReactNode } from 'react';
import { Field } from './field.tsx';
import styles from './switch.module.css';

interface SwitchProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** being saved: presses do nothing, the focus stays */
  readonly pending?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

/** On or off, at once: a row of label and hint with the switch at its end. The label does not change with the state. */
export const Switch = ({ label, hint, checked, onChange, pending = false, disabled = false }: SwitchProps) => {
  const off = pending || disabled;
  return (
    <Field label={label} hint={hint} layout="row">
      {({ id, 'aria-describedby': described }) => (
        <button
          type="button"
          role="switch"
          id={id}
          className={styles['button']}
          aria-checked={checked}
          aria-labelledby={`${id}-label`}
          aria-describedby={described}
          aria-disabled={off || undefined}
          aria-busy={pending || undefined}
          onClick={() => !off && onChange(!checked)}
        >
          <span className={styles['track']} />
        </button>
      )}
    </Field>
  );
};
