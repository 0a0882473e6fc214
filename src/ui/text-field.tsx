import { Eye, EyeOff } from 'lucide-react';
import { useState, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { classes } from './classes.ts';
import styles from './field.module.css';
import { Field } from './field.tsx';
import { IconButton } from './icon-button.tsx';

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** for keys, hosts and other text that is read letter by letter */
  mono?: boolean;
  /** a secret that can be shown by a button beside it */
  reveal?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** One line of text with its label, hint and error. */
export const TextField = ({ label, hint, error, mono = false, reveal = false, id, type = 'text', className, ...rest }: Props) => {
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      {(ids) => (
        <div className={styles['control']}>
          <input
            {...rest}
            {...ids}
            type={reveal && !shown ? 'password' : reveal ? 'text' : type}
            className={classes(styles['input'], mono && styles['mono'], className)}
          />
          {reveal && (
            <IconButton
              label={`${shown ? 'Hide' : 'Show'} ${label.toLowerCase()}`}
              icon={shown ? <EyeOff /> : <Eye />}
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
            />
          )}
        </div>
      )}
    </Field>
  );
};
