import { Button } from './button.tsx';
import styles from './failure-panel.module.css';

interface Props {
  title: string;
  /** what happened and what to do */
  message: string;
  onRetry?: () => void;
  pending?: boolean;
}

/** Stands where content should be that could not be fetched. */
export const FailurePanel = ({ title, message, onRetry, pending = false }: Props) => (
  <div className={styles['panel']} role="alert">
    <p className={styles['title']}>{title}</p>
    <p>{message}</p>
    {onRetry !== undefined && (
      <div className={styles['retry']}>
        <Button size="s" pending={pending} onClick={onRetry}>
          Retry
        </Button>
      </div>
    )}
  </div>
);
