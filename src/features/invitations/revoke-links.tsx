import { failureCopy } from '#api/failure-copy.ts';
import type { invitations } from '#contract/index.ts';
import { number } from '#lib/count.ts';
import { Question } from '#ui/question.tsx';
import { LinkFacts } from './link-facts.tsx';
import { makersText, shortId } from './model.ts';
import { useOwnId, useRevokeInvites } from './queries.ts';

interface RevokeLinksProps {
  readonly workspace: string;
  /** at least one */
  readonly invitations: readonly invitations.Invitation[];
  readonly onClose: () => void;
}

/** Asks once before one link ends, or many, and says whose they are. */
export const RevokeLinks = ({ workspace, invitations, onClose }: RevokeLinksProps) => {
  const revoke = useRevokeInvites(workspace);
  const me = useOwnId();
  const [first, second] = invitations;
  if (first === undefined) return null;
  const single = second === undefined;
  return (
    <Question
      title={single ? `Revoke link ${shortId(first.id)}?` : `Revoke all ${number(invitations.length)} open links?`}
      tone="danger"
      confirmLabel={single ? 'Revoke' : 'Revoke all'}
      pending={revoke.isPending}
      {...(revoke.error === null ? {} : { error: failureCopy(revoke.error) })}
      onConfirm={() => revoke.mutate({ invites: invitations.map(({ id }) => id) }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>
        {single ? (
          <>
            {first.user_name}’s link. <LinkFacts invitation={first} />.
          </>
        ) : (
          `They were made by ${makersText(invitations, me)}.`
        )}{' '}
        Nobody can join by {single ? 'it' : 'them'} any more; who has joined stays.
      </p>
    </Question>
  );
};
