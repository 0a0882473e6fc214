import { useQuery } from '@tanstack/react-query';
import { failureCopy } from '#api/failure-copy.ts';
import type { auth, organization } from '#contract/index.ts';
import { Question } from '#ui/question.tsx';
import { Time } from '#ui/time.tsx';
import styles from './credentials.module.css';
import { nameOf, saysGone } from './model.ts';
import { credentialsQuery, useRefreshCredentials, useRevokeCredentials } from './queries.ts';

interface RevokeQuestionProps {
  readonly workspace: organization.Workspace;
  readonly credential: auth.Credential;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

/** Asks before a key is ended, and says what ends with it. */
export const RevokeQuestion = ({ workspace, credential, onClose, onRevoked }: RevokeQuestionProps) => {
  const revoke = useRevokeCredentials(workspace.id);
  const refresh = useRefreshCredentials(workspace.id);
  // read anew: the list may be old, and "never used" would be a bad reason to revoke
  const { data } = useQuery({ ...credentialsQuery(workspace.id), refetchOnMount: 'always' });
  const latest = data?.credentials.find(({ access_key }) => access_key === credential.access_key) ?? credential;

  const confirm = (): void =>
    revoke.mutate(
      { access_key: credential.access_key },
      {
        onSuccess: onRevoked,
        onError: (error) => {
          if (!saysGone(error.failure)) return;
          // it was revoked elsewhere in the meantime: what was asked for is so
          refresh();
          onRevoked();
        },
      },
    );

  return (
    <Question
      title={`Revoke ${nameOf(credential)}?`}
      tone="danger"
      confirmLabel="Revoke"
      pending={revoke.isPending}
      {...(revoke.error === null ? {} : { error: failureCopy(revoke.error) })}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>
        The key <code className={styles['key']}>{credential.access_key}</code> <LastUse credential={latest} />
      </p>
      <p>Every program that logs in with it stops working at once, and so does every token made from it. This cannot be undone.</p>
    </Question>
  );
};

const LastUse = ({ credential: { last_used, last_used_from } }: { readonly credential: auth.Credential }) =>
  last_used === undefined || last_used === null ? (
    <>was never used.</>
  ) : (
    <>
      was last used <Time value={last_used} />
      {last_used_from === undefined || last_used_from === null ? '' : ` from ${last_used_from}`}.
    </>
  );
