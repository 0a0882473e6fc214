import { QueryClient } from '@tanstack/react-query';
import { failureOf, type FailureName } from '#api/api-error.ts';

/** Failures that may be over a moment later. */
const passing: readonly FailureName[] = ['offline', 'timeout', 'bad_answer', 'internal', 'database_unavailable'];

/** What the page read from the server. A call is made even if the browser believes to be offline: an intranet server may be reachable all the same. */
export const makeClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 30_000,
        // what failed meanwhile; by itself the client asks for nothing again in this mode
        refetchOnReconnect: ({ state }) => (state.status === 'error' ? 'always' : false),
        retry: (failures, error) => failures < 1 && passing.includes(failureOf(error)),
        retryDelay: 500,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
