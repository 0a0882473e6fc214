import type { Role } from '#contract/index.ts';
import { roleNames } from '#lib/role-names.ts';

/** What became of a member's role. */
export const roleSaid = (name: string, role: Role): string => `Saved: ${name} is ${roleNames[role]} now`;

/** What a role lets somebody do in a workspace of this name. */
export const roleMeaning = (role: Role, workspace: string): string => {
  switch (role) {
    case 'owner':
      return `An owner can do everything in ${workspace}: invite and remove anybody, change every role, yours too, rename and delete it.`;
    case 'admin':
      return 'An admin invites, and removes members, but changes no roles, and neither renames nor deletes the workspace.';
    case 'member':
      return 'A member neither invites nor removes anybody.';
  }
};
