import type { Workspace } from '#contract/organization.ts';
import type { Preferences } from '#contract/users.ts';
import { valueAt } from '#features/preferences/model.ts';

/** Where the preferences keep the workspace that was used last. */
export const lastWorkspacePath = ['users', 'activeWorkspace'] as const;

/** The workspace to open where the address names none: the one used last, else the first. */
export const lastWorkspace = (workspaces: readonly Workspace[], preferences: Preferences | undefined): Workspace | undefined => {
  const wanted = valueAt(preferences, lastWorkspacePath);
  return workspaces.find(({ id }) => id === wanted) ?? workspaces[0];
};
