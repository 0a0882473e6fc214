import type { ErrorName, invitations, login } from '#contract/index.ts';
import { hasSeat, type Seats } from './seats.ts';

/** An invitation, as far as it decides. Times in ms. */
export interface Invitation {
  readonly created: number;
  /** null: never */
  readonly expires: number | null;
  /** null: any number */
  readonly maxUses: number | null;
  readonly uses: number;
  /** by somebody, or because its maker may no longer invite */
  readonly revoked: boolean;
  /** the only account that may use it, lower case; null: any */
  readonly email: string | null;
}

/** Who opens it, if that is known. */
export interface Visitor {
  /** lower case */
  readonly email: string;
  readonly member: boolean;
  /** when they last left the workspace or were removed, ms; null: never */
  readonly departed: number | null;
}

interface Circumstances {
  readonly now: number;
  readonly seats: Seats;
  readonly visitor: Visitor | null;
}

/** The state of the link itself, whoever opens it. */
export const linkState = ({ revoked, expires, maxUses, uses }: Invitation, now: number): invitations.Invitation['state'] => {
  if (revoked) return 'revoked';
  if (expires !== null && expires <= now) return 'expired';
  return maxUses !== null && uses >= maxUses ? 'used_up' : 'active';
};

/** What the link leads this visitor to; `active` for members too. Whoever departed is admitted by newer links only. */
export const invitationState = (invitation: Invitation, { now, seats, visitor }: Circumstances): login.InvitationState => {
  const member = visitor?.member === true;
  const departed = !member && visitor?.departed != null && invitation.created <= visitor.departed;
  const state = linkState({ ...invitation, revoked: invitation.revoked || departed }, now);
  if (state !== 'active' || member) return state;
  if (visitor !== null && invitation.email !== null && invitation.email !== visitor.email) return 'wrong_account';
  return hasSeat(seats) ? 'active' : 'full';
};

/** What joining does: a new member, nothing (one is a member already, whatever has become of the link), or the state that forbids it. */
export const judgeJoin = (
  invitation: Invitation,
  circumstances: Circumstances,
): 'join' | 'nothing' | Exclude<login.InvitationState, 'active'> => {
  if (circumstances.visitor?.member === true) return 'nothing';
  const state = invitationState(invitation, circumstances);
  return state === 'active' ? 'join' : state;
};

/** The error that a join by a dead link ends with. */
export const joinErrors = {
  unknown: 'invitation_unknown',
  revoked: 'invitation_revoked',
  expired: 'invitation_expired',
  used_up: 'invitation_used_up',
  wrong_account: 'invitation_wrong_account',
  full: 'workspace_full',
} as const satisfies Record<Exclude<login.InvitationState, 'active'>, ErrorName>;
