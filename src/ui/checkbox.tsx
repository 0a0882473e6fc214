import styles from './checkbox.module.css';

interface CheckboxProps {
  /** for a label beside it that can be pressed too */
  readonly id?: string | undefined;
  /** its accessible name: what it stands beside says it to the eye */
  readonly label: string;
  readonly checked: boolean;
  /** some of what it stands for is checked */
  readonly partly?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly onChange: (checked: boolean) => void;
}

/** A box to tick in a row of a table: easy to hit, and small to the eye. */
export const Checkbox = ({ id, label, checked, partly = false, disabled = false, onChange }: CheckboxProps) => (
  <input
    ref={(box) => {
      if (box !== null) box.indeterminate = partly;
    }}
    id={id}
    type="checkbox"
    className={styles['checkbox']}
    aria-label={label}
    checked={checked}
    disabled={disabled}
    onChange={({ target }) => onChange(target.checked)}
  />
);
