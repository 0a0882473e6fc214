import type { ReactNode, Ref, SelectHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import field from './field.module.css';
import { Field } from './field.tsx';
import styles from './select-field.module.css';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

interface Props extends SelectHTMLAttributes<HTMLSelectElement> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  options: readonly SelectOption[];
  ref?: Ref<HTMLSelectElement>;
}

/** A choice from a list: the browser's own control, which every keyboard, phone and screen reader knows. */
export const SelectField = ({ label, hint, error, options, id, className, ...rest }: Props) => (
  <Field label={label} hint={hint} error={error} id={id}>
    {(ids) => (
      <select {...rest} {...ids} className={classes(field['input'], styles['select'], className)}>
        {options.map(({ value, label: text, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {text}
          </option>
        ))}
      </select>
    )}
  </Field>
);
