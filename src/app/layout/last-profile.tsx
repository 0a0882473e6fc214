import { useSuspenseQuery } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router-dom';
import { usePreferences } from '#features/preferences/queries.ts';
import { lastWorkspace } from '../last-workspace.ts';
import { profilePath } from '../paths.ts';
import { workspacesQuery } from '#api/workspaces-query.ts';

/** `/profile`: on to the workspace that was used last, at the same section. */
export const LastProfile = () => {
  const { companies } = useSuspenseQuery(workspacesQuery).data;
  const workspace = lastWorkspace(companies, usePreferences(true));
  const { search, hash } = useLocation();
  if (workspace === undefined) throw new Error('An account without a workspace');
  return <Navigate replace to={{ pathname: profilePath(workspace.id), search, hash }} />;
};
