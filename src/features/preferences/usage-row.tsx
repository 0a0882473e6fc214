import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf } from '#api/api-error.ts';
import { failureCopy } from '#api/failure-copy.ts';
import type { Configuration } from '#contract/index.ts';
import { parsedUrl } from '#lib/parsed-url.ts';
import { Disclosure } from '#ui/disclosure.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Switch } from '#ui/switch.tsx';
import { usageQuery, usageReportQuery, useUsageOption } from './queries.ts';
import { SettingRow } from './setting-row.tsx';
import styles from './setting-row.module.css';
import { useOutcome } from './use-outcome.ts';

/** Whether this server sends anonymous usage data: one setting for everybody on it. */
export const UsageRow = ({ configuration }: { readonly configuration: Configuration }) => {
  const usage = useQuery(usageQuery);
  const option = useUsageOption();
  const { outcome, change } = useOutcome((enabled: boolean) => option.mutateAsync({ enabled }));
  const own = configuration.deployment !== 'connected';
  const report = useQuery({ ...usageReportQuery, enabled: own });

  // both, as a hint that grows by a line would move what is below
  if (usage.isPending || (own && report.isPending)) return <Skeleton label="Loading usage data setting" height="7rem" />;
  // an older ClearML Server has no such setting
  if (usage.isError && failureOf(usage.error) === 'unknown_operation') return null;
  // what is known stays where it could not be read anew
  if (usage.data === undefined)
    return (
      <FailurePanel
        title="The usage data setting could not be loaded"
        message={failureCopy(usage.error)}
        pending={usage.isFetching}
        onRetry={() => void usage.refetch()}
      />
    );
  if (!usage.data.supported) return null;

  const stored = usage.data.enabled === true;
  const recipient = own ? report.data && recipientText(report.data.destination) : 'Your ClearML Server sends it to ClearML.';
  const enabled = option.isPending ? (option.variables.enabled ?? stored) : stored;
  return (
    <SettingRow name="Send anonymous usage data" outcome={outcome}>
      <Switch
        label="Send anonymous usage data"
        hint={['For everybody on this server; off unless somebody switches it on.', recipient].join(' ')}
        checked={enabled}
        onChange={(wanted) => change(wanted, stored)}
      />
      {own && <Payload report={report.data?.report} failure={report.error ? failureCopy(report.error) : undefined} />}
    </SettingRow>
  );
};

const recipientText = (destination: string | null): string =>
  destination === null
    ? 'This server has no recipient set: nothing leaves it.'
    : `It goes to ${parsedUrl(destination)?.host ?? destination} once a day.`;

const Payload = ({ report, failure }: { readonly report: Record<string, unknown> | undefined; readonly failure: string | undefined }) => {
  const [open, setOpen] = useState(false);
  return (
    <Disclosure summary="What is sent" open={open} onToggle={setOpen}>
      <p className={styles['more']}>uid is a random name of this installation.</p>
      <pre className={styles['payload']} tabIndex={0} aria-label="The next report">
        {report === undefined ? (failure ?? 'Loading') : JSON.stringify(report, null, 2)}
      </pre>
    </Disclosure>
  );
};
