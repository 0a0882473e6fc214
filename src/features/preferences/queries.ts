import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { ApiError } from '#api/api-error.ts';
import { call } from '#api/call.ts';
import { queryFor, tellOtherTabs, useAction } from '#api/query.ts';
import { login, server, users, type ResponseOf } from '#contract/index.ts';
import { valueAt, withValue, type PreferencePath } from './model.ts';

export const preferencesQuery = queryFor(users.getPreferences, {});
/** Whether anonymous usage data is sent; asking without `enabled` only reads. */
export const usageQuery = queryFor(server.reportStatsOption, {});
export const usageReportQuery = queryFor(server.getUsageReport, {});
export const useUsageOption = () => useAction(server.reportStatsOption);

type Answer = ResponseOf<typeof users.getPreferences>;
interface Change {
  readonly path: PreferencePath;
  /** undefined removes the field */
  readonly value: unknown;
}

const mutationKey = [users.updatePreferences.name];

/** A real ClearML Server says nothing of sign-up, and knows no single fields of preferences. */
const hasSingleFields = (client: QueryClient): boolean =>
  client.getQueryData(queryFor(login.supportedModes, login.pageModes).queryKey)?.signup !== undefined;

const write = async (client: QueryClient, { path, value }: Change): Promise<ResponseOf<typeof users.updatePreferences>> => {
  if (!hasSingleFields(client)) return (await import('./whole-slices.ts')).setInSlice(path, value);
  return call(users.updatePreferences, { changes: [{ path: [...path], ...(value === undefined ? {} : { value }) }] });
};

/**
 * Sets one field: shown at once, and shown as it was again when the server refuses. Changes are sent one after the other,
 * and the server's answer counts once the last one is through, so that quick clicks do not flicker.
 */
export const useSetPreference = () => {
  const client = useQueryClient();
  return useMutation<ResponseOf<typeof users.updatePreferences>, ApiError, Change, unknown>({
    mutationKey,
    scope: { id: users.updatePreferences.name },
    mutationFn: (change) => write(client, change),
    onMutate: async ({ path, value }) => {
      await client.cancelQueries({ queryKey: preferencesQuery.queryKey });
      const before = valueAt(client.getQueryData(preferencesQuery.queryKey)?.preferences, path);
      show(client, path, value);
      return before;
    },
    onError: (_error, { path, value }, before) => {
      const shown = valueAt(client.getQueryData(preferencesQuery.queryKey)?.preferences, path);
      if (shown === value) show(client, path, before);
      void client.invalidateQueries({ queryKey: preferencesQuery.queryKey });
    },
    onSuccess: ({ preferences }) => {
      if (client.isMutating({ mutationKey }) === 1) client.setQueryData<Answer>(preferencesQuery.queryKey, { preferences });
      tellOtherTabs(users.updatePreferences.stales);
    },
  });
};

const show = (client: QueryClient, path: PreferencePath, value: unknown): void => {
  client.setQueryData<Answer>(preferencesQuery.queryKey, (answer) => answer && { preferences: withValue(answer.preferences, path, value) });
};

/** The preferences, once read; undefined before, and where nobody is logged in. */
export const usePreferences = (enabled: boolean) => useQuery({ ...preferencesQuery, enabled }).data?.preferences;
