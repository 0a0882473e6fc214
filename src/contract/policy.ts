import type { Configuration } from './configuration.ts';
import type { Role } from './fields.ts';
import type { Action } from './organization.ts';

/** From the highest. */
export const roles = ['owner', 'admin', 'member'] as const satisfies readonly Role[];

/** Who may do what in a workspace. */
const byRole: Readonly<Record<Role, readonly Action[]>> = {
  owner: ['invite', 'remove_member', 'manage_keys', 'set_role', 'rename', 'delete', 'leave', 'create_credentials', 'see_events'],
  admin: ['invite', 'remove_member', 'manage_keys', 'leave', 'create_credentials', 'see_events'],
  member: ['leave', 'create_credentials'],
};

/** Only where there are several workspaces: who is in none has no place, and no link leads back to the only one. */
const hostedOnly: ReadonlySet<Action> = new Set(['invite', 'remove_member', 'leave', 'delete']);

/** Whose personal workspace it is: of whoever asks, of another member, of nobody. It lasts as long as that account. */
export type Personal = 'own' | 'others' | 'no';

const refusedWhere: Readonly<Record<Personal, readonly Action[]>> = { own: ['leave', 'delete'], others: ['delete'], no: [] };

/** What a role may do in a workspace; the page is sent the answer. */
export const allowedActions = (
  role: Role,
  { personal, deployment }: { readonly personal: Personal; readonly deployment: Configuration['deployment'] },
): Action[] =>
  byRole[role].filter((action) => (deployment === 'hosted' || !hostedOnly.has(action)) && !refusedWhere[personal].includes(action));

/** Whose invitations count: one made by somebody else is as good as revoked. */
export const invitingRoles = roles.filter((role) => byRole[role].includes('invite'));

/** Whether somebody may remove another member, or see and end that member's keys: owners anybody's, admins those of members. */
export const manages = (role: Role, other: Role): boolean => role === 'owner' || (role === 'admin' && other === 'member');

/** Whether the second role may do less than the first. */
export const isLower = (from: Role, to: Role): boolean => roles.indexOf(to) > roles.indexOf(from);
