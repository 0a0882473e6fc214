import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router-dom';
import { workspacesQuery } from '#api/workspaces-query.ts';
import type { Workspace } from '#contract/organization.ts';
import { usePreferences } from '#features/preferences/queries.ts';
import { lastWorkspace } from '../last-workspace.ts';

interface OwnWorkspaces {
  readonly companies: readonly Workspace[];
  /** that of the address, else the one used last; undefined while there is no list */
  readonly current: Workspace | undefined;
}

/** One's workspaces, on any page. */
export const useOwnWorkspaces = (): OwnWorkspaces => {
  const { workspace: id } = useParams();
  const companies = useQuery(workspacesQuery).data?.companies ?? [];
  const preferences = usePreferences(true);
  return { companies, current: companies.find((company) => company.id === id) ?? lastWorkspace(companies, preferences) };
};
