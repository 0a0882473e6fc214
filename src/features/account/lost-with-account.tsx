import { useQuery } from '@tanstack/react-query';
import { failureCopy } from '#api/failure-copy.ts';
import type { organization } from '#contract/index.ts';
import { count } from '#lib/count.ts';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { KeyList } from '#ui/key-list.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { useWorking } from '#ui/use-working.ts';
import styles from './account.module.css';
import { workspacesAfter } from './model.ts';
import { keysQuery } from './queries.ts';

type Workspace = organization.Workspace;

/** So many are named; more are counted. */
const namedMax = 5;

const named = (workspaces: readonly Workspace[]): string =>
  workspaces.length > namedMax ? count(workspaces.length, 'workspace') : workspaces.map(({ name }) => name).join(', ');

interface LostWithAccountProps {
  readonly workspaces: readonly Workspace[];
  /** whether there are several workspaces on this server */
  readonly many: boolean;
}

/** What goes with an account and what stays. */
export const LostWithAccount = ({ workspaces, many }: LostWithAccountProps) => {
  const { ending, left } = workspacesAfter(workspaces);
  return (
    <div className={styles['lost']}>
      <p>
        <strong>What goes:</strong> your account with its preferences and sessions
        {many && ending.length > 0 && `; ${named(ending)}, where nobody else is`}
        {many && left.length > 0 && `; your place in ${named(left)}`}; the invitation links that you made. This cannot be undone.
      </p>
      <p>
        <strong>What stays:</strong> what you did in workspaces of others, in their activity, without your name and e-mail.
      </p>
      {workspaces[0] !== undefined && <LostKeys first={workspaces[0]} workspaces={workspaces} />}
    </div>
  );
};

interface LostKeysProps {
  readonly first: Workspace;
  readonly workspaces: readonly Workspace[];
}

/** All of one's keys, with the workspace that each is for where there are several. */
const LostKeys = ({ first, workspaces }: LostKeysProps) => {
  const { data, error, isFetching, refetch } = useQuery(keysQuery(first.id));
  const keys = Object.entries({ ...data?.additional_credentials, [first.id]: data?.credentials ?? [] }).flatMap(
    ([workspace, credentials]) =>
      credentials.map((credential) => ({ ...credential, workspace: workspaces.find(({ id }) => id === workspace)?.name ?? workspace })),
  );
  const working = useWorking(keys).length;
  if (data === undefined && error !== null) {
    return (
      <FailurePanel
        title="Your keys could not be listed"
        message={`${failureCopy(error)} All of them stop working.`}
        pending={isFetching}
        onRetry={() => void refetch()}
      />
    );
  }
  if (data === undefined) return <Skeleton lines={2} label="Loading what stops working" />;
  if (keys.length === 0) return <p>You have no keys.</p>;
  return (
    <>
      <p>
        {working === 0
          ? 'None of your keys works any more.'
          : `${count(working, 'key')} of yours, and every program that logs in with ${working === 1 ? 'it' : 'them'}, stop working:`}
      </p>
      {workspaces.length > 1 ? <KeyList credentials={keys} ownerOf={({ workspace }) => workspace} /> : <KeyList credentials={keys} />}
    </>
  );
};
