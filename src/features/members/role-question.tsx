import { useQuery } from '@tanstack/react-query';
import type { ApiError } from '#api/api-error.ts';
import { failureCopy } from '#api/failure-copy.ts';
import type { Role, organization } from '#contract/index.ts';
import { invitingRoles, isLower } from '#contract/policy.ts';
import { roleNames } from '#lib/role-names.ts';
import { Question } from '#ui/question.tsx';
import { useToast } from '#ui/toast.tsx';
import { Impact } from './impact.tsx';
import { roleMeaning, roleSaid } from './member-copy.ts';
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

/** Asks before a member gets another role, and says what it means. */
export const RoleQuestion = ({ workspace, member, role, selection, onClose }: RoleQuestionProps) => {
  const set = useSetRole(workspace.id);
  // nobody agrees to what is not there yet
  const lower = isLower(member.role, role);
  const looking = useQuery({ ...departureQuery(workspace.id, member.id), enabled: lower }).isLoading;
  /** owner or admin */
  const higher = roleNames[role].toLowerCase();
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
      title={lower ? `Change role of ${member.name} to ${roleNames[role]}?` : `Make ${member.name} an ${higher}?`}
      tone={lower ? 'danger' : 'normal'}
      confirmLabel={lower ? 'Change role' : `Make ${higher}`}
      confirmDisabled={looking}
      pending={set.isPending}
      {...(set.error === null ? {} : { error: failureCopy(set.error) })}
      onConfirm={() => set.mutate({ user: member.id, role }, { onSuccess: done, onError: refused })}
      onCancel={onClose}
    >
      <p>
        {roleMeaning(role, workspace.name)}
        {lower && ' New keys can be made afterwards.'}
      </p>
      {lower && <Impact workspace={workspace.id} member={member} links={!invitingRoles.includes(role)} />}
    </Question>
  );
};
