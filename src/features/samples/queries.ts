import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '#api/call.ts';
import { queryFor } from '#api/query.ts';
import { debugImages } from '#contract/events.ts';
import type { RequestOf } from '#contract/index.ts';
import * as tasks from '#contract/tasks.ts';

/** Iterations in a page. */
const iters = 5;

/**
 * The debug samples of a task, page by page from the latest iterations on. The server remembers how far a scroll id came, so a page whose
 * answer was lost is not asked for again: after a failure all pages are read anew, and nothing else reads them anew by itself.
 */
export const samplesPages = (task: string) => {
  const request: RequestOf<typeof debugImages> = { metrics: [{ task }], iters, navigate_earlier: true };
  return infiniteQueryOptions({
    queryKey: [...queryFor(debugImages, request).queryKey, 'pages'],
    queryFn: ({ signal, pageParam }) =>
      call(debugImages, { ...request, ...(pageParam === null ? {} : { scroll_id: pageParam }) }, { signal }),
    initialPageParam: null as string | null, // the literal alone would be the type `null`
    getNextPageParam: (last) => (last.metrics?.some(({ iterations }) => (iterations ?? []).length > 0) === true ? last.scroll_id : null),
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
};

/** What a task is called; undefined where nobody says. */
export const taskNameQuery = (task: string) =>
  queryOptions({
    ...queryFor(tasks.getAllEx, { id: [task], only_fields: ['name'] }),
    select: (answer) => answer.tasks[0]?.name ?? undefined,
  });
