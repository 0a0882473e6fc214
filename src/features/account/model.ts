import type { organization } from '#contract/index.ts';

/** Whether it is somebody else's personal one: it stays theirs, so that its owners leave it, but do not delete it. */
const isHosted = ({ actions = [] }: organization.Workspace): boolean => actions.includes('leave') && !actions.includes('delete');

/** Whether one is its only owner who can act; owners are listed before others, so a second one would be there. */
const ownsAlone = ({ role, owners }: organization.Workspace): boolean =>
  role === 'owner' && owners.filter(({ disabled }) => !disabled).length <= 1;

/** What becomes of each of one's workspaces with one's account. */
export const workspacesAfter = (
  workspaces: readonly organization.Workspace[],
): Readonly<Record<'ending' | 'left' | 'ownerless', readonly organization.Workspace[]>> => ({
  ending: workspaces.filter(({ allocated }) => allocated <= 1),
  left: workspaces.filter(({ allocated }) => allocated > 1),
  ownerless: workspaces.filter((workspace) => workspace.allocated > 1 && ownsAlone(workspace) && !isHosted(workspace)),
});
