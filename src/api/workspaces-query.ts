import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '#contract/by-name.ts';
import { failureOf, type ApiError } from './api-error.ts';
import { call } from './call.ts';
import { queryFor } from './query.ts';

type Workspaces = AnswerOf<'organization.get_user_companies'>;

const listed = queryFor('organization.get_user_companies', {});

/** The one workspace that the account names. Nobody is told to be in it: an old ClearML Server does not say. */
const named = async (signal: AbortSignal): Promise<Workspaces> => {
  const { company } = (await call('users.get_current_user', {}, { signal })).user;
  return { companies: [{ ...company, allocated: 0, owners: [] }] };
};

/** One's workspaces, the personal one first; on a ClearML Server too old to list them, the one there is. */
export const workspacesQuery = queryOptions<Workspaces, ApiError>({
  queryKey: listed.queryKey,
  queryFn: async ({ signal }) => {
    try {
      return await call('organization.get_user_companies', {}, { signal });
    } catch (error) {
      if (failureOf(error) === 'unknown_operation') return named(signal);
      throw error;
    }
  },
});

/** Takes a workspace that is none of one's own any more out of the list at once, so that nothing asks the server about it. */
export const forgetWorkspace = (client: QueryClient, workspace: string): void => {
  client.setQueryData(workspacesQuery.queryKey, (list) => list && { companies: list.companies.filter(({ id }) => id !== workspace) });
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[1] === workspace });
};
