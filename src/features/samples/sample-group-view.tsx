import { useId } from 'react';
import { keyOf, type Access, type SampleGroup } from './model.ts';
import { SampleTile } from './sample-tile.tsx';
import styles from './samples.module.css';

/** The samples of one iteration. */
export const SampleGroupView = ({ group: { iter, samples }, access }: { readonly group: SampleGroup; readonly access: Access }) => {
  const id = useId();
  return (
    <section className={styles['group']} aria-labelledby={id}>
      <h2 className={styles['heading']} id={id}>
        Iteration {iter}
      </h2>
      <ul className={styles['grid']}>
        {samples.map((sample) => (
          <li key={keyOf(sample)}>
            <SampleTile sample={sample} access={access} />
          </li>
        ))}
      </ul>
    </section>
  );
};
