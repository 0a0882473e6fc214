import { useQueryClient } from '@tanstack/react-query';
import { queryFor, useAction } from '#api/query.ts';
import { forgetWorkspace, workspacesQuery } from '#api/workspaces-query.ts';
import { limits, organization } from '#contract/index.ts';

export const useRenameWorkspace = (workspace: string) => useAction(organization.updateCompany, workspace);

/** Makes a workspace. It is in the list before `onCreated`, with what is known of it, so that it can be opened at once. */
export const useCreateWorkspace = (onCreated: (workspace: string) => void | Promise<void>) => {
  const client = useQueryClient();
  return useAction(organization.createCompany, undefined, ({ id }, { name }) => {
    const made: organization.Workspace = { id, name: name.trim(), role: 'owner', personal: false, allocated: 1, owners: [] };
    client.setQueryData(workspacesQuery.queryKey, (list) => list && { companies: [...list.companies, made] });
    return onCreated(id);
  });
};

/** Ends a workspace. When `onDeleted` is through, it is gone from the list. */
export const useDeleteWorkspace = (workspace: string, onDeleted: () => void | Promise<void>) => {
  const client = useQueryClient();
  return useAction(organization.deleteCompany, workspace, async () => {
    await onDeleted();
    forgetWorkspace(client, workspace);
  });
};

/** The keys that end with a workspace. Read anew for the question, which says when each was last used. */
export const keysQuery = (workspace: string) => ({
  ...queryFor(organization.getMemberCredentials, { page_size: limits.membersPage }, workspace),
  refetchOnMount: 'always' as const,
});
