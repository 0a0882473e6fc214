import { ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import styles from './disclosure.module.css';

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  /** mounted while open only */
  readonly children?: ReactNode;
  /** accessible name of the button, where the summary does not do */
  readonly label?: string | undefined;
}

/** A line that opens what stands below it. */
export const Disclosure = ({ summary, open, onToggle, children, label }: DisclosureProps) => {
  const id = useId();
  const shown = open && children !== undefined && children !== null;
  return (
    <>
      <button
        type="button"
        className={styles['summary']}
        aria-expanded={open}
        aria-controls={shown ? id : undefined}
        aria-label={label}
        onClick={() => onToggle(!open)}
      >
        <ChevronRight className={styles['arrow']} aria-hidden="true" />
        <span className={styles['words']}>{summary}</span>
      </button>
      {shown && (
        <div id={id} className={styles['content']}>
          {children}
        </div>
      )}
    </>
  );
};
