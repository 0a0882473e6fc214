import { failureCopy } from '#api/failure-copy.ts';
import type { organization } from '#contract/index.ts';
import { Question } from '#ui/question.tsx';
import { useToast } from '#ui/toast.tsx';
import { Impact } from './impact.tsx';
import { useRefreshMembers, useRemoveMember } from './queries.ts';

interface RemoveQuestionProps {
  readonly workspace: organization.Workspace;
  readonly member: organization.Member;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

/** Asks before a member is removed, and says what stops working. */
export const RemoveQuestion = ({ workspace, member, onRemoved, onClose }: RemoveQuestionProps) => {
  const remove = useRemoveMember(workspace.id);
  const refresh = useRefreshMembers();
  const toast = useToast();

  const gone = (said: string): void => {
    onRemoved();
    onClose();
    toast(said);
  };
  const confirm = (): void =>
    remove.mutate(
      { user: member.id },
      {
        onSuccess: () => gone(`${member.name} was removed`),
        onError: ({ failure }) => {
          if (failure !== 'invalid_user_id') return;
          // they left or were removed in the meantime: what was asked for is so
          refresh();
          gone(`${member.name} is no longer a member`);
        },
      },
    );

  return (
    <Question
      title={`Remove ${member.name}?`}
      tone="danger"
      confirmLabel="Remove"
      pending={remove.isPending}
      {...(remove.error === null ? {} : { error: failureCopy(remove.error) })}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>
        {member.name} ({member.email}) loses access to {workspace.name}, and can come back only with a new invitation. What they made there
        stays.
      </p>
      <Impact workspace={workspace.id} user={member.id} links />
    </Question>
  );
};
