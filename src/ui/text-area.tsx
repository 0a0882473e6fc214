import type { ComponentPropsWithRef } from 'react';
import { classes } from './classes.ts';
import control from './control.module.css';
import { Field, type FieldProps } from './field.tsx';
import styles from './text-area.module.css';

interface TextAreaProps extends FieldProps, ComponentPropsWithRef<'textarea'> {
  readonly mono?: boolean | undefined;
}

/** Several lines of text with their label, hint and error. */
export const TextArea = ({ label, hint, error, mono = false, id, className, ...area }: TextAreaProps) => (
  <Field label={label} hint={hint} error={error} id={id} describedBy={area['aria-describedby']}>
    {(attributes) => (
      <textarea {...area} {...attributes} className={classes(control['control'], mono && control['mono'], styles['area'], className)} />
    )}
  </Field>
);
