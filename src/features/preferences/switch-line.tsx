import { useId } from 'react';
import { Switch } from '#ui/switch.tsx';
import styles from './setting-row.module.css';

interface SwitchLineProps {
  readonly label: string;
  readonly hint: string | undefined;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A switch, and below it what it means. */
export const SwitchLine = ({ label, hint, checked, onChange }: SwitchLineProps) => {
  const id = useId();
  return (
    <div className={styles['line']}>
      <Switch label={label} checked={checked} onChange={onChange} describedBy={hint === undefined ? undefined : id} />
      {hint !== undefined && (
        <p id={id} className={styles['hint']}>
          {hint}
        </p>
      )}
    </div>
  );
};
