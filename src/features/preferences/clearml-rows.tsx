import { useQuery } from '@tanstack/react-query';
import { preferencesQuery } from './queries.ts';
import { HiddenArgumentsRow } from './hidden-arguments-row.tsx';
import { PreferenceRow } from './preference-row.tsx';
import type { PreferenceRow as Row } from './rows.ts';
import styles from './setting-row.module.css';

const tip = 'tip-of-the-day';

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Kept in the slices and keys of ClearML's own web, which obeys them (WEB core.module.ts). */
const rows: readonly Row[] = [
  { kind: 'switch', path: ['rootProjects', 'showHidden'], label: 'Show Hidden Projects' },
  { kind: 'switch', path: ['rootProjects', 'hideExamples'], label: "Don't show ClearML examples" },
  {
    kind: 'switch',
    path: ['views', 'neverShowPopupAgain'],
    label: "Don't show pro tips periodically",
    stored: {
      isOn: (value) => asList(value).includes(tip),
      switched: (on, present) => [...asList(present).filter((popup) => popup !== tip), ...(on ? [tip] : [])],
    },
  },
];

/** What ClearML's own pages do; there is nothing of it here. */
export const ClearmlRows = () => {
  const { data } = useQuery(preferencesQuery);
  if (data === undefined) return null;
  return (
    <section aria-labelledby="clearml-pages">
      <h3 id="clearml-pages" className={styles['group']}>
        In ClearML's other pages
      </h3>
      {rows.map((row) => (
        <PreferenceRow key={row.label} row={row} preferences={data.preferences} />
      ))}
      <HiddenArgumentsRow preferences={data.preferences} />
    </section>
  );
};
