import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import type { Configuration } from '#contract/index.ts';
import { Card } from '#ui/card.tsx';
import { classes } from '#ui/classes.ts';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { PreferenceRow } from './preference-row.tsx';
import { preferencesQuery } from './queries.ts';
import { preferenceRows } from './rows.ts';
import { ScaleRows } from './scale-rows.tsx';
import styles from './setting-row.module.css';

const UsageRow = lazily(() => import('./usage-row.tsx').then((file) => file.UsageRow));
const ClearmlRows = lazily(() => import('./clearml-rows.tsx').then((file) => file.ClearmlRows));

/** How the interface behaves: what belongs to this browser, to the account, and to the server. */
export const PreferencesCard = ({ configuration }: { readonly configuration: Configuration }) => (
  <Card id="preferences" heading="User preferences">
    <ScaleRows />
    <AccountRows />
    {configuration.deployment !== 'hosted' && (
      <Suspense fallback={<Skeleton label="Loading usage data setting" height="7rem" />}>
        <UsageRow configuration={configuration} />
        {configuration.deployment === 'connected' && <ClearmlRows />}
      </Suspense>
    )}
  </Card>
);

const AccountRows = () => {
  const stored = useQuery(preferencesQuery);
  const { data, error, refetch } = stored;
  if (data !== undefined)
    return preferenceRows.map((row) => <PreferenceRow key={row.path.join('.')} row={row} preferences={data.preferences} />);
  return (
    <div className={classes(styles['row'], error === null && styles['coming'])}>
      {error === null ? (
        <Skeleton lines={4} label="Loading your preferences" />
      ) : (
        <FailurePanel
          title="Your preferences could not be loaded"
          message={failureCopy(error)}
          pending={stored.isFetching}
          onRetry={() => void refetch()}
        />
      )}
    </div>
  );
};
