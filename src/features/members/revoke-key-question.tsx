import { failureCopy } from '#api/failure-copy.ts';
import type * as managing from '#contract/managing.ts';
import { KeyFacts } from '#ui/key-list.tsx';
import { Question } from '#ui/question.tsx';
import { useWorking } from '#ui/use-working.ts';
import { keyName } from '#lib/key-label.ts';
import { useRevokeKeys } from './queries.ts';

interface RevokeKeyQuestionProps {
  /** its id */
  readonly workspace: string;
  readonly credential: managing.MemberCredential;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

/** Asks before a member's key is ended, and says what stops with it. */
export const RevokeKeyQuestion = ({ workspace, credential, onClose, onRevoked }: RevokeKeyQuestionProps) => {
  const revoke = useRevokeKeys(workspace);
  const { access_key, user, user_name } = credential;
  const works = useWorking([credential]).length > 0;
  return (
    <Question
      title={`Revoke ${keyName(credential)}?`}
      tone="danger"
      confirmLabel="Revoke"
      pending={revoke.isPending}
      {...(revoke.error === null ? {} : { error: failureCopy(revoke.error) })}
      onConfirm={() => revoke.mutate({ access_keys: [access_key], user }, { onSuccess: onRevoked })}
      onCancel={onClose}
    >
      <p>
        A key of {user_name}: <KeyFacts credential={credential} />
      </p>
      <p>
        {works
          ? 'Every program that logs in with it stops working at once, and so does every token made from it.'
          : 'Nothing logs in with it any more.'}{' '}
        {user_name} stays a member. This cannot be undone.
      </p>
    </Question>
  );
};
