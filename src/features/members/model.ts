import type { organization } from '#contract/index.ts';

/** Whether nobody more can join. */
export const isFull = ({ allocated, allowed }: Pick<organization.Workspace, 'allocated' | 'allowed'>): boolean =>
  allowed !== null && allowed !== undefined && allocated >= allowed;

/** Whom to ask for an invitation, in one sentence. */
export const whoInvites = ({ owners, members = [] }: organization.Workspace): string => {
  const inviting = [...owners, ...members.filter(({ role }) => role === 'admin')];
  const names = inviting.filter(({ disabled }) => !disabled).map(({ name }) => name);
  return names.length === 0 ? 'Owners and admins invite here.' : `Owners and admins invite here: ${names.join(', ')}.`;
};
