import { useId } from 'react';
import { classes } from './classes.ts';
import styles from './switch.module.css';

interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** being saved: presses do nothing, the focus stays */
  readonly pending?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** id of what explains it */
  readonly describedBy?: string | undefined;
}

/** On or off, at once. Its label does not change with its state. */
export const Switch = ({ label, checked, onChange, pending = false, disabled = false, describedBy }: SwitchProps) => {
  const id = useId();
  const off = pending || disabled;
  return (
    <span className={classes(styles['switch'], off && styles['off'])}>
      <button
        type="button"
        role="switch"
        id={id}
        className={styles['button']}
        aria-checked={checked}
        aria-labelledby={`${id}-label`}
        aria-disabled={off || undefined}
        aria-busy={pending || undefined}
        aria-describedby={describedBy}
        onClick={() => !off && onChange(!checked)}
      >
        <span className={styles['track']} />
      </button>
      <label id={`${id}-label`} htmlFor={id} className={styles['label']}>
        {label}
      </label>
    </span>
  );
};
