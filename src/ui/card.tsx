import type { ReactNode } from 'react';
import styles from './card.module.css';

interface Props {
  /** address of the section (`#id`) */
  id: string;
  heading: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A section of a page: a region named by its heading. */
export const Card = ({ id, heading, description, actions, children }: Props) => (
  <section className={styles['card']} id={id} aria-labelledby={`${id}-heading`} tabIndex={-1}>
    <div className={styles['head']}>
      <div className={styles['words']}>
        <h2 id={`${id}-heading`}>{heading}</h2>
        {description !== undefined && <div className={styles['description']}>{description}</div>}
      </div>
      {actions}
    </div>
    <div className={styles['body']}>{children}</div>
  </section>
);
