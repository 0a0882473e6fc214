import { useQueryClient } from '@tanstack/react-query';
import { queryFor, useAction } from '#api/query.ts';
import { forgetWorkspace, workspacesQuery } from '#api/workspaces-query.ts';
import type { organization } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';

export const useRenameWorkspace = (workspace: string) => useAction('organization.update_company', workspace);

/** Makes a workspace. It is in the list before `onCreated`, with what is known of it, so that it can be opened at once. */
export const useCreateWorkspace = (onCreated: (workspace: string, name: string) => void | Promise<void>) => {
  const client = useQueryClient();
  return useAction('organization.create_company', undefined, ({ id }, { name }) => {
    const made: organization.Workspace = { id, name: name.trim(), role: 'owner', personal: false, allocated: 1, owners: [] };
    client.setQueryData(workspacesQuery.queryKey, (list) => list && { companies: [...list.companies, made] });
    return onCreated(id, made.name);
  });
};

/** Ends a workspace. When `onDeleted` is through, it is gone from the list. One that is not there was ended: the answer to an earlier try may have been lost. */
export const useDeleteWorkspace = (workspace: string, onDeleted: () => void | Promise<void>) => {
  const client = useQueryClient();
  const go = async (): Promise<void> => {
    await onDeleted();
    forgetWorkspace(client, workspace);
  };
  const { mutate, isPending, error } = useAction('organization.delete_company', workspace, go);
  const remove = (name: string): void => mutate({ name }, { onError: ({ failure }) => void (failure === 'unknown_workspace' && go()) });
  return { remove, isPending, error: error?.failure === 'unknown_workspace' ? null : error };
};

/** The keys that end with a workspace. Read anew for the question, which says when each was last used. */
export const keysQuery = (workspace: string) => ({
  ...queryFor('organization.get_credentials', { page_size: limits.membersPage }, workspace),
  refetchOnMount: 'always' as const,
});
