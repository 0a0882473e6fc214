import type { ReactNode } from 'react';
import styles from './status.module.css';

/** Says politely what has just happened (Saved, Copied). It stays mounted while empty, or its first words would go unheard. */
export const Status = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles['status']} role="status">
    {children}
  </span>
);
