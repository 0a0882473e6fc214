import type { ReactNode } from 'react';
import styles from './card.module.css';

interface CardProps {
  /** where `#id` leads */
  readonly id: string;
  readonly heading: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A region of the page with its own heading. */
export const Card = ({ id, heading, description, actions, children }: CardProps) => (
  <section className={styles['card']} id={id} aria-labelledby={`${id}-heading`}>
    <header className={styles['header']}>
      <div className={styles['titles']}>
        <h2 className={styles['heading']} id={`${id}-heading`} tabIndex={-1}>
          {heading}
        </h2>
        {description !== undefined && <div className={styles['description']}>{description}</div>}
      </div>
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </header>
    <div className={styles['body']}>{children}</div>
  </section>
);
