import { useQuery } from '@tanstack/react-query';
import { failureCopy } from '#api/failure-copy.ts';
import type { organization } from '#contract/index.ts';
import { Question } from '#ui/question.tsx';
import { useToast } from '#ui/toast.tsx';
import { Impact } from './impact.tsx';
import { departureQuery, useRemoveMember } from './queries.ts';
import { useGone } from './use-gone.ts';
import type { Selection } from './use-selection.ts';

interface RemoveQuestionProps {
  readonly workspace: organization.Workspace;
  readonly member: organization.Member;
  readonly selection: Selection;
  readonly onClose: () => void;
}

/** Asks before a member is removed, and says what stops working. */
export const RemoveQuestion = ({ workspace, member, selection, onClose }: RemoveQuestionProps) => {
  const remove = useRemoveMember(workspace.id);
  // nobody agrees to what is not there yet
  const looking = useQuery(departureQuery(workspace.id, member.id)).isPending;
  const gone = useGone(selection);
  const toast = useToast();

  const confirm = (): void =>
    remove.mutate(
      { user: member.id },
      {
        onSuccess: () => {
          selection.choose([member], false);
          onClose();
          toast(`${member.name} was removed`);
        },
        onError: ({ failure }) => {
          if (failure !== 'invalid_user_id') return;
          onClose();
          gone(member);
        },
      },
    );

  return (
    <Question
      title={`Remove ${member.name}?`}
      tone="danger"
      confirmLabel="Remove"
      confirmDisabled={looking}
      pending={remove.isPending}
      {...(remove.error === null ? {} : { error: failureCopy(remove.error) })}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>
        {member.name} ({member.email}) loses access to {workspace.name}, and can come back only with a new invitation. What they made there
        stays.
      </p>
      <Impact workspace={workspace.id} member={member} links />
    </Question>
  );
};
