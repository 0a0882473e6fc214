import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { credentialsQuery } from '../queries.ts';

/** Reads ahead what the profile of another workspace shows beside what all of them share; not for whoever saves data. */
export const usePrepare = (): ((workspace: string) => void) => {
  const client = useQueryClient();
  return useCallback(
    (workspace) => {
      const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }; // not in every browser, nor in TypeScript's types
      if (connection?.saveData !== true) void client.prefetchQuery(credentialsQuery(workspace));
    },
    [client],
  );
};
