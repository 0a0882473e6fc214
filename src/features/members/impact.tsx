import { useQuery } from '@tanstack/react-query';
import { failureCopy } from '#api/failure-copy.ts';
import { count } from '#lib/count.ts';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { KeyList } from '#ui/key-list.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { departureQuery } from './queries.ts';

interface ImpactProps {
  /** its id */
  readonly workspace: string;
  /** the member's id */
  readonly user: string;
  /** whether the links that they made end too */
  readonly links: boolean;
}

/** What stops working with a member's removal or lower role. */
export const Impact = ({ workspace, user, links }: ImpactProps) => {
  const { data, error, isFetching, refetch } = useQuery(departureQuery(workspace, user));
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
  const { credentials, invites } = data;
  return (
    <>
      {credentials.length === 0 ? (
        <p>There are no keys that would stop working.</p>
      ) : (
        <>
          <p>
            {credentials.length === 1 ? '1 key stops' : `${credentials.length} keys stop`} working at once, with every token made from{' '}
            {credentials.length === 1 ? 'it' : 'them'}:
          </p>
          <KeyList credentials={credentials} />
        </>
      )}
      {links && invites > 0 && (
        <p>
          {count(invites, 'open invitation link')} {invites === 1 ? 'stops' : 'stop'} working too.
        </p>
      )}
    </>
  );
};
