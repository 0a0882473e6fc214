import { useQuery } from '@tanstack/react-query';
import { ApiError } from '#api/api-error.ts';
import { failureCopy } from '#api/failure-copy.ts';
import { useMany } from '#api/use-many.ts';
import type { auth, organization } from '#contract/index.ts';
import { count, number } from '#lib/count.ts';
import { keyName, labelOf } from '#lib/key-label.ts';
import { KeyList, LastUse } from '#ui/key-list.tsx';
import { Question } from '#ui/question.tsx';
import { useNow } from '#ui/use-now.ts';
import { useWorking } from '#ui/use-working.ts';
import styles from './credentials.module.css';
import { stateOf } from './key-state.ts';
import { saysGone, telling } from './model.ts';
import { credentialsQuery } from './queries.ts';

interface RevokeQuestionProps {
  readonly workspace: organization.Workspace;
  /** at least one */
  readonly credentials: readonly auth.Credential[];
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

/** Asks once before a key is ended, or several, and says what ends with them. */
export const RevokeQuestion = ({ workspace, credentials, onClose, onRevoked }: RevokeQuestionProps) => {
  const { course, start } = useMany('auth.revoke_credentials', workspace.id);
  // read anew: the list may be old, and "never used" would be a bad reason to revoke
  const { data } = useQuery({ ...credentialsQuery(workspace.id), refetchOnMount: 'always' });
  const latest = credentials.map(
    (credential) => data?.credentials.find(({ access_key }) => access_key === credential.access_key) ?? credential,
  );
  const [first, second] = latest;
  const now = useNow();
  const works = useWorking(latest).length > 0;
  if (first === undefined) return null;

  const confirm = async (): Promise<void> => {
    const { refused } = await start(credentials.map(({ access_key }) => ({ access_key })));
    // what was revoked elsewhere in the meantime, or by the attempt before, is as was asked for
    if ([...refused.values()].every(isGone)) onRevoked();
  };
  const failures = course.state === 'ended' ? [...course.refused.values()].filter((error) => !isGone(error)) : [];

  const single = second === undefined;
  const early = single && stateOf(first, now) === 'rotating_out';

  return (
    <Question
      title={
        early
          ? `End ${keyName(first)} now?`
          : `Revoke ${single ? (labelOf(first) ?? `${first.access_key.slice(0, telling)}…`) : count(latest.length, 'key')}?`
      }
      tone="danger"
      confirmLabel={early ? 'End now' : 'Revoke'}
      pending={course.state === 'running'}
      {...(failures.length === 0 ? {} : { error: failureText(failures, latest.length) })}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      {single ? (
        <p>
          The key <code className={styles['key']}>{first.access_key}</code> was <LastUse credential={first} />.
        </p>
      ) : (
        <KeyList credentials={latest} />
      )}
      <p>
        {works
          ? `Every program that logs in with ${single ? 'it' : 'one of them'} stops working at once, and so does every token made from ${single ? 'it' : 'them'}.`
          : `Nothing logs in with ${single ? 'it' : 'them'} any more.`}{' '}
        {early && 'The key that takes its place works on. '}This cannot be undone.
      </p>
    </Question>
  );
};

const isGone = (error: unknown): boolean => error instanceof ApiError && saysGone(error.failure);

const failureText = (failures: readonly unknown[], asked: number): string =>
  `${asked === 1 ? '' : `${number(failures.length)} of ${number(asked)} could not be revoked. `}${failureCopy(failures[0])}`;
