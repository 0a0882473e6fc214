import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { isLineFree } from '#ui/soon.ts';
import { credentialsQuery } from '../queries.ts';

/** Reads ahead what the profile of another workspace shows beside what all of them share; not on a slow line. */
export const usePrepare = (): ((workspace: string) => void) => {
  const client = useQueryClient();
  return useCallback(
    (workspace) => {
      if (isLineFree()) void client.prefetchQuery(credentialsQuery(workspace));
    },
    [client],
  );
};
