import type { Role } from '#contract/index.ts';

/** What becomes of a wish to give a member another role: nothing to do, done, or the error that stands against it. */
export type RoleChange = 'nothing' | 'change' | 'last_owner' | 'personal_workspace';

/** A workspace keeps an owner, and whose personal workspace it is stays one. */
export const judgeRoleChange = ({
  from,
  to,
  otherOwners,
  isPersonal,
}: {
  readonly from: Role;
  readonly to: Role;
  /** whether anybody else is an owner */
  readonly otherOwners: boolean;
  /** whether it is this member's personal workspace */
  readonly isPersonal: boolean;
}): RoleChange => {
  if (from === to) return 'nothing';
  if (isPersonal) return 'personal_workspace';
  return from === 'owner' && !otherOwners ? 'last_owner' : 'change';
};
