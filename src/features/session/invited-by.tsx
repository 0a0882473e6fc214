import { useQuery } from '@tanstack/react-query';
import type { FailureName } from '#api/api-error.ts';
import { failureCopy, failureText } from '#api/failure-copy.ts';
import type { InvitationState } from '#contract/login.ts';
import { Notice } from '#ui/notice.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { invitationQuery } from './queries.ts';

/** The failure that signing up by a link in this state would meet. */
const failures = {
  expired: 'invitation_expired',
  revoked: 'invitation_revoked',
  used_up: 'invitation_used_up',
  full: 'workspace_full',
  wrong_account: 'invitation_wrong_account',
  unknown: 'invitation_unknown',
} satisfies Record<Exclude<InvitationState, 'active'>, FailureName>;

/** Who invites to which workspace, or why the link no longer does. */
export const InvitedBy = ({ invite }: { readonly invite: string }) => {
  const { data, error } = useQuery(invitationQuery(invite));
  if (error !== null) return <Notice tone="danger">{failureCopy(error)}</Notice>;
  if (data === undefined) return <Skeleton label="Looking up the invitation" />;
  if (data.state !== 'active') return <Notice tone="warning">{failureText(failures[data.state])}</Notice>;
  return (
    <p>
      <strong>{data.user_name ?? 'A member'}</strong> invites you to <strong>{data.company_name}</strong>. Signing up joins it.
    </p>
  );
};
