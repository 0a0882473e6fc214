import styles from './spinner.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

/** Something is under way; `label` says what. */
export const Spinner = ({ label }: { readonly label: string }) => (
  <span className={styles['spinner']} role="status">
    <VisuallyHidden>{label}</VisuallyHidden>
  </span>
);
