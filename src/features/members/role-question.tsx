import { useQuery } from '@tanstack/react-query';
import type { ApiError } from '#api/api-error.ts';
import { failureCopy } from '#api/failure-copy.ts';
import { invitingRoles, type organization, type Role } from '#contract/index.ts';
import { roleNames } from '#lib/role-names.ts';
import { Question } from '#ui/question.tsx';
import { useToast } from '#ui/toast.tsx';
import { Impact } from './impact.tsx';
import { roleSaid } from './member-copy.ts';
import { departureQuery, useSetRole } from './queries.ts';
import { useGone } from './use-gone.ts';
import type { Selection } from './use-selection.ts';

interface RoleQuestionProps {
  readonly workspace: organization.Workspace;
  readonly member: organization.Member;
  /** the one that they would get */
  readonly role: Role;
  readonly selection: Selection;
  readonly onClose: () => void;
}

/** Asks before a role is given that takes something away, or before somebody becomes an owner. */
export const RoleQuestion = ({ workspace, member, role, selection, onClose }: RoleQuestionProps) => {
  const set = useSetRole(workspace.id);
  // nobody agrees to what is not there yet
  const looking = useQuery({ ...departureQuery(workspace.id, member.id), enabled: role !== 'owner' }).isLoading;
  const gone = useGone(selection);
  const toast = useToast();

  const done = (): void => {
    onClose();
    toast(roleSaid(member.name, role));
  };
  const refused = ({ failure }: ApiError): void => {
    if (failure !== 'invalid_user_id') return;
    onClose();
    gone(member);
  };

  return (
    <Question
      title={role === 'owner' ? `Make ${member.name} an owner?` : `Change role of ${member.name} to ${roleNames[role]}?`}
      tone={role === 'owner' ? 'normal' : 'danger'}
      confirmLabel={role === 'owner' ? 'Make owner' : 'Change role'}
      confirmDisabled={looking}
      pending={set.isPending}
      {...(set.error === null ? {} : { error: failureCopy(set.error) })}
      onConfirm={() => set.mutate({ user: member.id, role }, { onSuccess: done, onError: refused })}
      onCancel={onClose}
    >
      {role === 'owner' ? (
        <p>
          An owner can do everything in {workspace.name}: invite and remove anybody, change every role, yours too, rename and delete it.
        </p>
      ) : (
        <>
          <p>{left[role]} New keys can be made afterwards.</p>
          <Impact workspace={workspace.id} member={member} links={!invitingRoles.includes(role)} />
        </>
      )}
    </Question>
  );
};

/** What a lower role leaves. */
const left = {
  admin: 'An admin invites, and removes members, but changes no roles, and neither renames nor deletes the workspace.',
  member: 'A member neither invites nor removes anybody.',
} as const;
