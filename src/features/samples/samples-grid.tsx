import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { failureOf } from '#api/api-error.ts';
import { base } from '#api/base.ts';
import { failureCopy } from '#api/failure-copy.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Notice } from '#ui/notice.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { makeBucketReads } from './bucket-reads.ts';
import { groupsOf } from './model.ts';
import { samplesPages, taskNameQuery } from './queries.ts';
import { SampleGroupView } from './sample-group-view.tsx';
import styles from './samples.module.css';

interface SamplesGridProps {
  /** its id */
  readonly task: string;
  readonly rows: readonly CloudRow[];
  readonly filesServer: string | undefined;
}

/** The samples of a task, the latest iterations first. */
export const SamplesGrid = ({ task, rows, filesServer }: SamplesGridProps) => {
  const pages = useInfiniteQuery(samplesPages(task));
  const name = useQuery(taskNameQuery(task)).data;
  const [opened] = useState(() => ({ reads: makeBucketReads(), now: Date.now() }));
  const access = useMemo(() => ({ rows, filesServer, ...opened }), [rows, filesServer, opened]);
  const groups = groupsOf(pages.data?.pages ?? []);

  if (failureOf(pages.error) === 'unknown_task')
    return <Empty title="There is no such task">Your ClearML Server knows none with the id {task}, or does not let you see it.</Empty>;
  const failure = pages.error !== null && (
    <FailurePanel
      title={pages.data === undefined ? 'The samples could not be loaded' : 'The older samples could not be loaded'}
      message={failureCopy(pages.error)}
      pending={pages.isFetching}
      onRetry={() => void pages.refetch()}
    />
  );
  if (pages.data === undefined) return failure || <Skeleton label="Loading the samples" height="24rem" />;
  if (groups.length === 0)
    return <Empty title="This task has no debug samples">{name === undefined ? undefined : `${name} reported none so far.`}</Empty>;
  return (
    <>
      <p className={styles['task']}>
        Of the task <strong>{name ?? task}</strong>
      </p>
      {rows.length === 0 && (
        <Notice tone="info" title="No access keys yet">
          Samples that lie in buckets show once their keys are in{' '}
          <TextLink href={`${base}profile#cloud-access`}>Web App Cloud Access</TextLink>.
        </Notice>
      )}
      {groups.map((group) => (
        <SampleGroupView key={group.iter} group={group} access={access} />
      ))}
      {failure}
      <div className={styles['end']}>
        {pages.hasNextPage && !pages.isError && (
          <Button pending={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Load older
          </Button>
        )}
        <Status>{pages.hasNextPage ? '' : 'There are no older samples'}</Status>
      </div>
    </>
  );
};
