import type { FailureName } from '#api/api-error.ts';
import type { InvitationState } from '#contract/login.ts';

/** The failure that signing up by a link in each state meets. */
export const invitationFailures = {
  expired: 'invitation_expired',
  revoked: 'invitation_revoked',
  used_up: 'invitation_used_up',
  full: 'workspace_full',
  wrong_account: 'invitation_wrong_account',
  unknown: 'invitation_unknown',
} as const satisfies Record<Exclude<InvitationState, 'active'>, FailureName>;

/** Whether a failure is about the invitation, so that signing up by it joins nothing. */
export const isInvitationFailure = (failure: FailureName): boolean => Object.values<FailureName>(invitationFailures).includes(failure);
