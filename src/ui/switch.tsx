import styles from './switch.module.css';

interface Props {
  /** accessible name; does not change with the state */
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  pending?: boolean;
  disabled?: boolean;
  /** id of the text that explains it */
  describedBy?: string;
}

/** On or off, in force at once. */
export const Switch = ({ label, checked, onChange, pending = false, disabled = false, describedBy }: Props) => (
  <button
    type="button"
    role="switch"
    className={styles['switch']}
    aria-label={label}
    aria-checked={checked}
    aria-busy={pending || undefined}
    aria-disabled={disabled || undefined}
    aria-describedby={describedBy}
    onClick={() => {
      if (!disabled) onChange(!checked);
    }}
  />
);
