import { useIsMutating, useMutation, useQuery, useQueryClient, type MutationFilters, type QueryClient } from '@tanstack/react-query';
import { isAway, type ApiError } from '#api/api-error.ts';
import { call } from '#api/call.ts';
import { queryFor, stalesOf, tellOtherTabs, useAction } from '#api/query.ts';
import type { AnswerOf } from '#contract/by-name.ts';
import { pageModes } from '#contract/first-load.ts';
import { valueAt, withValue, type Change, type PreferencePath } from './model.ts';

export const preferencesQuery = queryFor('users.get_preferences', {});
/** Whether anonymous usage data is sent; asking without `enabled` only reads. */
export const usageQuery = queryFor('server.report_stats_option', {});
export const usageReportQuery = queryFor('server.get_usage_report', {});
export const useUsageOption = () => useAction('server.report_stats_option');

type Answer = AnswerOf<'users.get_preferences'>;
const mutationKey = ['users.update_preferences'];

/** A real ClearML Server says nothing of sign-up, and knows no single fields of preferences. */
const hasSingleFields = (client: QueryClient): boolean =>
  client.getQueryData(queryFor('login.supported_modes', pageModes).queryKey)?.signup !== undefined;

const write = async (client: QueryClient, { path, next }: Change): Promise<AnswerOf<'users.update_preferences'>> => {
  // somebody else may have logged in while it waited, for whom the page starts anew
  if (isAnyWaiting(client)) await client.fetchQuery({ ...queryFor('users.get_current_user', {}), staleTime: 0 });
  if (!hasSingleFields(client)) return (await import('./whole-slices.ts')).setInSlice(path, next);
  const value = next(shownAt(client, path));
  return call('users.update_preferences', { changes: [{ path: [...path], ...(value === undefined ? {} : { value }) }] });
};

/**
 * Sets one field: shown at once, and shown as it was again when the server refuses. Changes are sent one after the other,
 * and the server's answer counts once the last one is through, so that quick clicks do not flicker.
 * With `waits`, what finds no server stays as it is shown, and is sent again until there is one.
 */
export const useSetPreference = ({ waits = true } = {}) => {
  const client = useQueryClient();
  return useMutation<AnswerOf<'users.update_preferences'>, ApiError, Change, Shown>({
    mutationKey,
    scope: { id: 'users.update_preferences' },
    mutationFn: (change) => write(client, change),
    retry: (_tries, error) => waits && isAway(error),
    retryDelay: 3000,
    onMutate: async ({ path, next }) => {
      await client.cancelQueries({ queryKey: preferencesQuery.queryKey });
      const before = shownAt(client, path);
      const value = next(before);
      show(client, path, value);
      return { before, value };
    },
    onError: (_error, { path }, shown) => {
      if (shown !== undefined && shownAt(client, path) === shown.value) show(client, path, shown.before);
      void client.invalidateQueries({ queryKey: preferencesQuery.queryKey });
    },
    onSuccess: ({ preferences }) => {
      if (client.isMutating({ mutationKey }) === 1) client.setQueryData<Answer>(preferencesQuery.queryKey, { preferences });
      void stalesOf('users.update_preferences').then(tellOtherTabs);
    },
  });
};

const waiting: MutationFilters = { mutationKey, predicate: ({ state }) => state.failureCount > 0 };
const isAnyWaiting = (client: QueryClient): boolean => client.isMutating(waiting) > 0;

/** Whether changes wait for a server that cannot be reached. */
export const useAnyWaiting = (): boolean => useIsMutating(waiting) > 0;

/** What a change found on the page, and what it put there. */
interface Shown {
  readonly before: unknown;
  readonly value: unknown;
}

const shownAt = (client: QueryClient, path: PreferencePath): unknown =>
  valueAt(client.getQueryData(preferencesQuery.queryKey)?.preferences, path);

const show = (client: QueryClient, path: PreferencePath, value: unknown): void => {
  client.setQueryData<Answer>(preferencesQuery.queryKey, (answer) => answer && { preferences: withValue(answer.preferences, path, value) });
};

/** The preferences, once read; undefined before, and where nobody is logged in. */
export const usePreferences = (enabled: boolean) => useQuery({ ...preferencesQuery, enabled }).data?.preferences;
