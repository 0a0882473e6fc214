import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentPropsWithRef } from 'react';
import { classes } from './classes.ts';
import control from './control.module.css';
import { Field, type FieldProps } from './field.tsx';
import { IconButton } from './icon-button.tsx';
import styles from './text-field.module.css';

interface TextFieldProps extends FieldProps, ComponentPropsWithRef<'input'> {
  readonly mono?: boolean | undefined;
  /** gives a password field a button that shows what is in it */
  readonly reveal?: boolean | undefined;
}

/** A line of text with its label, hint and error. */
export const TextField = ({ label, hint, error, mono = false, reveal = false, type = 'text', id, className, ...input }: TextFieldProps) => {
  const [shown, setShown] = useState(false);

  return (
    <Field label={label} hint={hint} error={error} id={id} describedBy={input['aria-describedby']}>
      {(attributes) => (
        <span className={styles['box']}>
          <input
            {...input}
            {...attributes}
            type={reveal && shown ? 'text' : type}
            className={classes(control['control'], mono && control['mono'], reveal && styles['revealing'], className)}
          />
          {reveal && (
            <span className={styles['reveal']}>
              {/* without the field's label in it, by which the field is found */}
              <IconButton
                label={shown ? 'Hide characters' : 'Show characters'}
                icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
                aria-controls={attributes.id}
                onClick={() => setShown(!shown)}
              />
            </span>
          )}
        </span>
      )}
    </Field>
  );
};
