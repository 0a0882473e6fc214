import type { ReactNode } from 'react';
import styles from './page-heading.module.css';

/** The heading of a page. A change of page puts the focus here. */
export const PageHeading = ({ children }: { readonly children: ReactNode }) => (
  <h1 className={styles['heading']} tabIndex={-1}>
    {children}
  </h1>
);
