import type { organization } from '#contract/index.ts';
import type { CurrentUser } from '#contract/users.ts';

/** Whether the account stands in the server's configuration (`FIXED_USERS`): such accounts have an address that is made of their id. */
export const isConfigured = ({ id, email }: CurrentUser): boolean => email === `${id}@example.com`;

/** What becomes of each of one's workspaces with one's account. Owners are listed before others, so a second one would be there. */
export const workspacesAfter = (
  workspaces: readonly organization.Workspace[],
): Readonly<Record<'ending' | 'left' | 'ownerless', readonly organization.Workspace[]>> => ({
  ending: workspaces.filter(({ allocated }) => allocated <= 1),
  left: workspaces.filter(({ allocated }) => allocated > 1),
  ownerless: workspaces.filter(({ allocated, role, owners }) => allocated > 1 && role === 'owner' && owners.length <= 1),
});
