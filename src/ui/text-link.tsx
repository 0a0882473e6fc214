import type { AnchorHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import styles from './text-link.module.css';

/** A link in text. The shell follows links to own addresses without a new document. */
export const TextLink = ({ children, className, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) => (
  <a {...rest} className={classes(styles['link'], className)}>
    {children}
  </a>
);
