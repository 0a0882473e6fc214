import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, Outlet, useOutletContext, useParams } from 'react-router-dom';
import type { Workspace } from '#contract/organization.ts';
import { userQuery } from '#features/session/queries.ts';
import { profilePath } from '../paths.ts';
import { workspacesQuery } from '#api/workspaces-query.ts';
import { arrivedWithout } from './arrival.ts';
import { agreed } from './leave.ts';
import { useRemembered } from './use-remembered.ts';

/** The workspace of the address; only its id while the list of workspaces cannot be read. */
interface CurrentWorkspace {
  readonly id: string;
  readonly workspace: Workspace | undefined;
  /** where to go on without it: the one that this tab showed last before, else the personal one */
  readonly next: Workspace | undefined;
}

/** Draws a workspace's page only for its members; whoever is none, or no longer, is told and goes on in the next workspace. */
export const WorkspaceGate = () => {
  const { workspace: id = '' } = useParams();
  const { data } = useQuery({ ...workspacesQuery, refetchOnWindowFocus: 'always' });
  const workspace = data?.companies.find((company) => company.id === id);
  /** what this tab showed, the latest first */
  const [seen, setSeen] = useState<readonly Workspace[]>([]);
  if (workspace !== undefined && workspace !== seen[0]) setSeen([workspace, ...seen.filter((company) => company.id !== id)]);
  // where there is but one, there is nothing to remember
  useRemembered(data !== undefined && data.companies.length > 1 ? workspace?.id : undefined);

  const others = data?.companies.filter((company) => company.id !== id) ?? [];
  const next = seen.flatMap((before) => others.find((company) => company.id === before.id) ?? [])[0] ?? others[0];
  // it may be the list of somebody who logged in elsewhere in the browser, for whom the page starts anew
  const who = useQuery(userQuery);
  const [me] = useState(who.data?.user.id);
  const lost = seen.find((company) => company.id === id)?.name;
  return (
    <>
      {/* not where one has gone on already, having left or deleted it, and this is drawn once more before the next page */}
      {workspace === undefined && next !== undefined && who.data?.user.id === me && !who.isFetching && location.pathname.includes(id) && (
        <Navigate replace to={profilePath(next.id)} state={{ ...arrivedWithout(lost, next.name), ...agreed }} />
      )}
      {/* it stays, and what is typed in it: the page may be the same one */}
      <Outlet context={{ id, workspace, next } satisfies CurrentWorkspace} />
    </>
  );
};

export const useWorkspace = (): CurrentWorkspace => useOutletContext<CurrentWorkspace>();
