import styles from './setting-row.module.css';

/** The size of text without the override and, where that is another one, beside it the size that it has now: the rest of the page can only be seen as it is. */
export const ScaleSample = ({ percent }: { readonly percent: number | string }) => (
  <>
    <span className={styles['unscaled']}>Text at 100 %</span>
    {percent !== 100 && ` · Text at ${percent} %`}
  </>
);
