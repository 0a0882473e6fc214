import { useQuery } from '@tanstack/react-query';
import { failureCopy } from '#api/failure-copy.ts';
import { limits } from '#contract/limits.ts';
import { number } from '#lib/count.ts';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import styles from './invitations.module.css';
import { LinkList } from './link-list.tsx';
import { linksQuery } from './queries.ts';

/** The links by which nobody can join any more, and why. */
export const EndedLinks = ({ workspace }: { readonly workspace: string }) => {
  const { data, error, isFetching, refetch } = useQuery(linksQuery(workspace, { active: false }));
  if (data === undefined && error !== null) {
    return (
      <FailurePanel
        title="The ended links could not be loaded"
        message={failureCopy(error)}
        pending={isFetching}
        onRetry={() => void refetch()}
      />
    );
  }
  if (data === undefined) return <Skeleton lines={2} label="Loading the ended links" />;
  const ended = data.invites.filter(({ state }) => state !== 'active');
  return (
    <>
      {ended.length === 0 && <p className={styles['remark']}>No link has ended.</p>}
      <LinkList label="Ended links" invitations={ended} />
      {data.invites.length >= limits.invitations && (
        <p className={styles['remark']}>Looked for among the newest {number(limits.invitations)} links.</p>
      )}
    </>
  );
};
