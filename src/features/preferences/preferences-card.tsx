import { useQuery } from '@tanstack/react-query';
import { failureCopy } from '#api/failure-copy.ts';
import type { Configuration } from '#contract/index.ts';
import { Card } from '#ui/card.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { PreferenceRow } from './preference-row.tsx';
import { preferencesQuery } from './queries.ts';
import { preferenceRows } from './rows.ts';
import { ScaleRow } from './scale-row.tsx';
import { UsageRow } from './usage-row.tsx';

/** How the interface behaves: what belongs to this browser, to the account, and to the server. */
export const PreferencesCard = ({ configuration }: { readonly configuration: Configuration }) => (
  <Card id="preferences" heading="User preferences">
    <ScaleRow />
    <AccountRows />
    {configuration.deployment !== 'hosted' && <UsageRow configuration={configuration} />}
  </Card>
);

const AccountRows = () => {
  const { data, error, isFetching, refetch } = useQuery(preferencesQuery);
  if (data !== undefined)
    return preferenceRows.map((row) => <PreferenceRow key={row.path.join('.')} row={row} preferences={data.preferences} />);
  if (error === null) return <Skeleton label="Loading your preferences" height="20rem" />;
  return (
    <FailurePanel
      title="Your preferences could not be loaded"
      message={failureCopy(error)}
      pending={isFetching}
      onRetry={() => void refetch()}
    />
  );
};
