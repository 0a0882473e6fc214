import styles from './setting-row.module.css';

/** The size of text without the override and beside it the one that it has now: the rest of the page can only be seen as it is. */
export const ScaleSample = ({ percent }: { readonly percent: number | string }) => (
  <>
    <span className={styles['unscaled']}>Text at 100 %</span> · Text at {percent} %
  </>
);
