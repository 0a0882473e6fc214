import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { valueAt } from '#features/preferences/model.ts';
import { preferencesQuery, useSetPreference } from '#features/preferences/queries.ts';
import { lastWorkspacePath } from '../last-workspace.ts';

/** Remembers the workspace as the one used last: `/profile` opens it. A failure is no one's concern: the page works without. */
export const useRemembered = (workspace: string | undefined): void => {
  const client = useQueryClient();
  const { mutate } = useSetPreference();
  useEffect(() => {
    const preferences = client.getQueryData(preferencesQuery.queryKey)?.preferences;
    if (workspace === undefined || preferences === undefined || valueAt(preferences, lastWorkspacePath) === workspace) return;
    mutate({ path: lastWorkspacePath, next: () => workspace });
  }, [client, mutate, workspace]);
};
