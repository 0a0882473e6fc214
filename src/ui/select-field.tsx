import { ChevronDown } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { classes } from './classes.ts';
import control from './control.module.css';
import { Field, type FieldLayout, type FieldProps } from './field.tsx';
import styles from './select-field.module.css';

interface SelectFieldProps extends FieldProps, Omit<ComponentPropsWithRef<'select'>, 'children'> {
  readonly layout?: FieldLayout | undefined;
  readonly options: readonly { readonly value: string; readonly label: string; readonly disabled?: boolean }[];
}

/** One of several, by the browser's own list. */
export const SelectField = ({ label, hint, error, layout, options, id, className, ...select }: SelectFieldProps) => (
  <Field label={label} hint={hint} error={error} layout={layout} id={id} describedBy={select['aria-describedby']}>
    {(attributes) => (
      <span className={styles['box']}>
        <select {...select} {...attributes} className={classes(control['control'], styles['select'], className)}>
          {options.map(({ value, label: text, disabled = false }) => (
            <option key={value} value={value} disabled={disabled}>
              {text}
            </option>
          ))}
        </select>
        <ChevronDown className={styles['arrow']} aria-hidden="true" />
      </span>
    )}
  </Field>
);
