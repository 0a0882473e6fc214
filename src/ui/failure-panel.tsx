import { CircleAlert, RotateCw } from 'lucide-react';
import { Button } from './button.tsx';
import styles from './failure-panel.module.css';

interface FailurePanelProps {
  readonly title: string;
  readonly message: string;
  readonly onRetry?: () => void;
  readonly pending?: boolean;
}

/** Stands where something could not be loaded: what failed, what to do, and a button to try again. */
export const FailurePanel = ({ title, message, onRetry, pending = false }: FailurePanelProps) => (
  <div className={styles['panel']} role="alert">
    <div className={styles['what']}>
      <CircleAlert aria-hidden="true" className={styles['icon']} />
      <div className={styles['words']}>
        <p className={styles['title']}>{title}</p>
        <p className={styles['message']}>{message}</p>
      </div>
    </div>
    {onRetry !== undefined && (
      <Button pending={pending} icon={<RotateCw aria-hidden="true" />} onClick={onRetry}>
        Retry
      </Button>
    )}
  </div>
);
