import type { Workspace } from '#contract/organization.ts';
import { TextLink } from '#ui/text-link.tsx';
import { href } from '../href.ts';
import { activityPath } from '../paths.ts';

/** The way to what was done in a workspace, for whoever may see it. */
export const ActivityLink = ({ workspace }: { readonly workspace: Workspace }) =>
  workspace.actions?.includes('see_events') === true && <TextLink href={href(activityPath(workspace.id))}>Activity</TextLink>;
