import type { Ref } from 'react';
import { classes } from './classes.ts';
import control from './control.module.css';
import { CopyButton } from './copy-button.tsx';
import { Field } from './field.tsx';
import styles from './read-only-field.module.css';

interface ReadOnlyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly mono?: boolean | undefined;
  /** accessible name of its copy button; none without */
  readonly copyLabel?: string | undefined;
  readonly onCopied?: (() => void) | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

/** A value to be read and copied. It is selected when it gets the focus. */
export const ReadOnlyField = ({ label, value, mono = false, copyLabel, onCopied, ref }: ReadOnlyFieldProps) => (
  <Field label={label}>
    {(attributes) => (
      <span className={styles['line']}>
        <input
          {...attributes}
          ref={ref}
          className={classes(control['control'], mono && control['mono'])}
          value={value}
          readOnly
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.target.select()}
        />
        {copyLabel !== undefined && <CopyButton text={value} label={copyLabel} onCopied={onCopied} />}
      </span>
    )}
  </Field>
);
