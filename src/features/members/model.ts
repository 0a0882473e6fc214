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

/** What is wrong with a name that was typed again; undefined where it is that of the workspace. */
export const otherName = (typed: string, { name }: Pick<organization.Workspace, 'name'>): string | undefined =>
  typed.trim() === name ? undefined : 'This is not its name.';
