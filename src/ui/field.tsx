import { useId, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './field.module.css';

/** What every field takes beside its control's own attributes. */
export interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
}

/** `row`: label and hint on the left, the control on the right, as in a list of settings. */
export type FieldLayout = 'stack' | 'row';

interface ControlAttributes {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

interface Props extends FieldProps {
  readonly layout?: FieldLayout | undefined;
  readonly id?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly children: (attributes: ControlAttributes) => ReactNode;
}

/** Label, control, hint and error, tied together. The control gets its attributes from here. */
export const Field = ({ label, hint, error, layout = 'stack', id, describedBy, children }: Props) => {
  const own = useId();
  const control = id ?? own;
  const hasHint = hint !== undefined && hint !== null && hint !== false && hint !== '';
  const hasError = error !== undefined && error !== '';
  const described = classes(hasError && `${control}-error`, hasHint && `${control}-hint`, describedBy);

  return (
    <div className={classes(styles['field'], layout === 'row' && styles['row'])}>
      <label className={styles['label']} id={`${control}-label`} htmlFor={control}>
        {label}
      </label>
      <div className={styles['control']}>
        {children({ id: control, 'aria-describedby': described || undefined, 'aria-invalid': hasError || undefined })}
      </div>
      {hasError && (
        <p className={styles['error']} id={`${control}-error`} role="alert">
          {error}
        </p>
      )}
      {hasHint && (
        <div className={styles['hint']} id={`${control}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
};
