import type { FetchQueryOptions, QueryClient } from '@tanstack/react-query';
import { isLineFree } from '#ui/soon.ts';

/** Reads what somebody may open next, not on a slow line; one try, of whose failure nobody hears: who opens it asks again. */
export const readAhead = <Answer, Failure, Key extends readonly unknown[]>(
  client: QueryClient,
  query: FetchQueryOptions<Answer, Failure, Answer, Key>,
): void => {
  if (isLineFree()) void client.prefetchQuery({ ...query, retry: false, meta: { ahead: true } });
};
