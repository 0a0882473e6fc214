import styles from './waiting.module.css';

/** A line at the upper edge of the window, for what is under way without a place of its own. It comes by its style alone, and only to who has waited for a moment. */
export const Waiting = () => <div className={styles['waiting']} role="progressbar" aria-label="Loading" />;
