import { useHref } from 'react-router-dom';
import type { Workspace } from '#contract/organization.ts';
import { TextLink } from '#ui/text-link.tsx';
import { membersPath } from '../paths.ts';

/** Leads to the list of all members of a workspace. */
export const MembersLink = ({ workspace }: { readonly workspace: Workspace }) => (
  <TextLink href={useHref(membersPath(workspace.id))}>All members</TextLink>
);
