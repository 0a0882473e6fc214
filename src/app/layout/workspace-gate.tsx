import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, Outlet, useOutletContext, useParams } from 'react-router-dom';
import type { Workspace } from '#contract/organization.ts';
import { profilePath } from '../paths.ts';
import { workspacesQuery } from '#api/workspaces-query.ts';
import { arrivedWithout } from './arrival.ts';
import { useRemembered } from './use-remembered.ts';

/** The workspace of the address; only its id while the list of workspaces cannot be read. */
interface CurrentWorkspace {
  readonly id: string;
  readonly workspace: Workspace | undefined;
}

/** Draws a workspace's page only for its members; whoever is none, or no longer, is told and goes on in the next workspace. */
export const WorkspaceGate = () => {
  const { workspace: id = '' } = useParams();
  const { data } = useQuery(workspacesQuery);
  const workspace = data?.companies.find((company) => company.id === id);
  const [seen, setSeen] = useState<Workspace>();
  if (workspace !== undefined && workspace !== seen) setSeen(workspace);
  // where there is but one, there is nothing to remember
  useRemembered(data !== undefined && data.companies.length > 1 ? workspace?.id : undefined);

  const next = data?.companies[0];
  if (workspace === undefined && next !== undefined) {
    const lost = seen?.id === id ? seen.name : undefined;
    return <Navigate replace to={profilePath(next.id)} state={arrivedWithout(lost, next.name)} />;
  }
  return <Outlet context={{ id, workspace } satisfies CurrentWorkspace} />;
};

export const useWorkspace = (): CurrentWorkspace => useOutletContext<CurrentWorkspace>();
