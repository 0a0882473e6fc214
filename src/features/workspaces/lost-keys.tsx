import { useQuery } from '@tanstack/react-query';
import { failureCopy } from '#api/failure-copy.ts';
import { count, number } from '#lib/count.ts';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { KeyList } from '#ui/key-list.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { useWorking } from '#ui/use-working.ts';
import { keysQuery } from './queries.ts';

/** The keys in a workspace (its id), which stop working when it is deleted: whose they are, and when they were last used. */
export const LostKeys = ({ workspace }: { readonly workspace: string }) => {
  const { data, error, isFetching, refetch } = useQuery(keysQuery(workspace));
  const working = useWorking(data?.credentials ?? []);
  if (data === undefined && error !== null) {
    return (
      <FailurePanel
        title="The keys there could not be listed"
        message={`${failureCopy(error)} All of them stop working when you delete it.`}
        pending={isFetching}
        onRetry={() => void refetch()}
      />
    );
  }
  if (data === undefined) return <Skeleton lines={2} label="Loading what stops working" />;
  const { credentials, cursor } = data;
  if (credentials.length === 0) return <p>There are no keys in it.</p>;
  return (
    <>
      <p>{cursor === null ? endingText(working.length) : `More than ${number(credentials.length)} keys are in it, among them:`}</p>
      <KeyList credentials={credentials} ownerOf={({ user_name }) => user_name} />
    </>
  );
};

const endingText = (working: number): string => {
  if (working === 0) return 'No key in it works any more.';
  return `${count(working, 'key')} ${working === 1 ? 'ends' : 'end'} with it:`;
};
