import type { Role } from '#contract/index.ts';

export interface Leaver {
  readonly role: Role;
  /** whether anybody else is a member */
  readonly others: boolean;
  /** whether anybody else is an owner */
  readonly otherOwners: boolean;
  /** whom the leaver makes an owner: nobody, another member, or somebody who is none */
  readonly heir: 'nobody' | 'member' | 'stranger';
}

/** How somebody leaves: as they are, or after making another member an owner; else the error that keeps them. */
export type Leaving = 'leave' | 'hand_over' | 'last_owner' | 'not_permitted' | 'invalid_user_id';

/** A workspace that has members keeps an owner: the only one leaves by naming the next. Only owners make owners. */
export const judgeLeaving = ({ role, others, otherOwners, heir }: Leaver): Leaving => {
  if (heir === 'nobody') return role === 'owner' && others && !otherOwners ? 'last_owner' : 'leave';
  if (role !== 'owner') return 'not_permitted';
  return heir === 'member' ? 'hand_over' : 'invalid_user_id';
};
