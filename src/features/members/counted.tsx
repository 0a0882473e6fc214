import { number } from '#lib/count.ts';
import styles from './members.module.css';

interface CountedProps {
  /** what is under way */
  readonly label: string;
  readonly done: number;
  /** undefined: nobody knows */
  readonly total: number | undefined;
}

/** How far something has come that is counted. */
export const Counted = ({ label, done, total }: CountedProps) => (
  <div className={styles['counted']}>
    <progress aria-label={label} {...(total === undefined ? {} : { value: done, max: total })} />
    <p>{total === undefined ? number(done) : `${number(done)} of ${number(total)}`}</p>
  </div>
);
