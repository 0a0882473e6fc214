import { useQuery } from '@tanstack/react-query';
import { failureOf } from '#api/api-error.ts';
import { failureCopy } from '#api/failure-copy.ts';
import type { organization } from '#contract/index.ts';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { departureQuery } from './queries.ts';
import { Stopping } from './stopping.tsx';

interface ImpactProps {
  /** its id */
  readonly workspace: string;
  readonly member: organization.Member;
  /** whether the links that they made end too */
  readonly links: boolean;
}

/** What stops working with a member's removal or lower role. */
export const Impact = ({ workspace, member: { id, name }, links }: ImpactProps) => {
  const { data, error, isFetching, refetch } = useQuery(departureQuery(workspace, id));
  if (failureOf(error) === 'invalid_user_id') return <p>{name} is no longer a member.</p>;
  if (data === undefined && error !== null) {
    return (
      <FailurePanel
        title="What stops working could not be listed"
        message={`${failureCopy(error)} All keys of this member here stop working.`}
        pending={isFetching}
        onRetry={() => void refetch()}
      />
    );
  }
  if (data === undefined) return <Skeleton lines={2} label="Loading what stops working" />;
  return <Stopping losses={[{ name, impact: data }]} links={links} />;
};
