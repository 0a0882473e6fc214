import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classes } from './classes.ts';
import control from './control.module.css';
import { Field, type FieldProps } from './field.tsx';
import styles from './text-field.module.css';

interface TextFieldProps extends FieldProps, ComponentPropsWithRef<'input'> {
  readonly mono?: boolean | undefined;
  /** a button at the field's end */
  readonly end?: ReactNode;
}

/** A line of text with its label, hint and error. */
export const TextField = ({ label, hint, error, mono = false, end, id, className, ...input }: TextFieldProps) => (
  <Field label={label} hint={hint} error={error} id={id} describedBy={input['aria-describedby']}>
    {(attributes) => (
      <span className={styles['box']}>
        <input
          type="text"
          {...input}
          {...attributes}
          className={classes(control['control'], mono && control['mono'], end !== undefined && styles['revealing'], className)}
        />
        {end !== undefined && <span className={styles['reveal']}>{end}</span>}
      </span>
    )}
  </Field>
);
