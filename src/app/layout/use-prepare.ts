import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { credentialsQuery } from '../queries.ts';
import { readAhead } from '../read-ahead.ts';

/** Reads ahead what the profile of another workspace shows beside what all of them share. */
export const usePrepare = (): ((workspace: string) => void) => {
  const client = useQueryClient();
  return useCallback((workspace) => readAhead(client, credentialsQuery(workspace)), [client]);
};
