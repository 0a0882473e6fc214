import { useQueryClient } from '@tanstack/react-query';
import { queryFor, useAction } from '#api/query.ts';
import { auth } from '#contract/index.ts';

/** One's own keys in a workspace. */
export const credentialsQuery = (workspace: string) => queryFor(auth.getCredentials, {}, workspace);

export const useCreateCredentials = (workspace: string) => useAction(auth.createCredentials, workspace);
export const useEditCredentials = (workspace: string) => useAction(auth.editCredentials, workspace);
export const useRevokeCredentials = (workspace: string) => useAction(auth.revokeCredentials, workspace);

/** Reads the keys of a workspace again, when a call has shown that the list is out of date. */
export const useRefreshCredentials = (workspace: string): (() => void) => {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: credentialsQuery(workspace).queryKey });
};
