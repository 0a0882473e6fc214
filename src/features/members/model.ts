import type { organization } from '#contract/index.ts';
import { count, number } from '#lib/count.ts';

/** `2 of 10 members`; without a limit `2 members`. */
export const seatsText = ({ allocated, allowed }: Pick<organization.Workspace, 'allocated' | 'allowed'>): string =>
  allowed === null || allowed === undefined ? count(allocated, 'member') : `${number(allocated)} of ${number(allowed)} members`;

/** Whether nobody more can join. */
export const isFull = ({ allocated, allowed }: Pick<organization.Workspace, 'allocated' | 'allowed'>): boolean =>
  allowed !== null && allowed !== undefined && allocated >= allowed;

/** Whom to ask for an invitation, in one sentence. */
export const whoInvites = ({ owners, members = [] }: organization.Workspace): string => {
  const names = [...owners, ...members.filter(({ role }) => role === 'admin')].map(({ name }) => name);
  return names.length === 0 ? 'Owners and admins invite here.' : `Owners and admins invite here: ${names.join(', ')}.`;
};

/**
 * What leaving asks for: nothing (`free`), a new owner (`hand_over`), a warning that the workspace is left without anybody (`alone`);
 * `stays`: it cannot be left.
 */
export type Departure = 'free' | 'hand_over' | 'alone' | 'stays';

export const departureFrom = ({ personal, role, owners, allocated }: organization.Workspace): Departure => {
  if (personal === true) return 'stays';
  if (allocated <= 1) return 'alone';
  return role === 'owner' && owners.length === 1 ? 'hand_over' : 'free';
};
