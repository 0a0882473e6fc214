import styles from './skeleton.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

/** Stands where content will be, as high as it; `label` says what is loading. One line is 1.25 rem, the gap 0.75. */
export const Skeleton = ({ lines = 3, label }: { lines?: number; label: string }) => (
  <div className={styles['skeleton']} role="status">
    <VisuallyHidden>{label}</VisuallyHidden>
    {Array.from({ length: lines }, (_, line) => (
      <div key={line} className={styles['line']} aria-hidden="true" />
    ))}
  </div>
);
