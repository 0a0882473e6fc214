import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Navigate, Outlet, useOutletContext, useParams } from 'react-router-dom';
import { failureCopy } from '#api/failure-copy.ts';
import type { Workspace } from '#contract/organization.ts';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { profilePath } from '../paths.ts';
import { workspacesQuery } from '../queries.ts';
import { arrivedWithout } from './arrival.ts';

/** Draws a workspace's page only for its members; whoever is none, or no longer, is told and goes on in the next workspace. */
export const WorkspaceGate = () => {
  const { workspace: id = '' } = useParams();
  const { data, error, isFetching, refetch } = useQuery(workspacesQuery);
  const workspace = data?.companies.find((company) => company.id === id);
  const seen = useRef<Workspace>(undefined);
  if (workspace !== undefined) seen.current = workspace;

  if (workspace !== undefined) return <Outlet context={workspace} />;
  const next = data?.companies[0];
  if (next !== undefined) {
    const lost = seen.current?.id === id ? seen.current.name : undefined;
    return <Navigate replace to={profilePath(next.id)} state={arrivedWithout(lost, next.name)} />;
  }
  return (
    <FailurePanel
      title="Your workspaces could not be loaded"
      message={failureCopy(error)}
      pending={isFetching}
      onRetry={() => void refetch()}
    />
  );
};

/** The current workspace: the one of the address. */
export const useWorkspace = (): Workspace => useOutletContext<Workspace>();
