import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '#api/call.ts';
import { queryFor } from '#api/query.ts';
import type { AnswerOf, RequestTo } from '#contract/by-name.ts';

/** Iterations in a page. */
const iters = 5;

/**
 * Iterations that are looked through where a page came empty. ClearML counts those whose files were all written again later among a page's,
 * leaves them out of it and goes no further by itself (SRV bll/event/metric_events_iterator.py): older samples may lie behind them. Many more
 * would be more than Elasticsearch answers for a task with many metrics.
 */
const itersBehind = 50;

type Answer = AnswerOf<'events.debug_images'>;

const isEmpty = ({ metrics }: Answer): boolean => metrics?.some(({ iterations }) => (iterations ?? []).length > 0) !== true;

/**
 * The debug samples of a task, page by page from the latest iterations on; two empty answers in a row are their end. The server remembers how far a scroll id came, so a page whose
 * answer was lost is not asked for again: after a failure all pages are read anew, and nothing else reads them anew by itself.
 */
export const samplesPages = (task: string) => {
  const request: RequestTo<'events.debug_images'> = { metrics: [{ task }], iters, navigate_earlier: true };
  const read = async (scroll: string | null, signal: AbortSignal): Promise<Answer> => {
    const answer = await call('events.debug_images', { ...request, ...(scroll === null ? {} : { scroll_id: scroll }) }, { signal });
    if (!isEmpty(answer) || answer.scroll_id == null) return answer;
    return call('events.debug_images', { ...request, iters: itersBehind, scroll_id: answer.scroll_id }, { signal });
  };
  return infiniteQueryOptions({
    queryKey: [...queryFor('events.debug_images', request).queryKey, 'pages'],
    queryFn: ({ signal, pageParam }) => read(pageParam, signal),
    initialPageParam: null as string | null, // the literal alone would be the type `null`
    getNextPageParam: (last) => (isEmpty(last) ? null : last.scroll_id),
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
};

/** What a task is called; undefined where nobody says. */
export const taskNameQuery = (task: string) =>
  queryOptions({
    ...queryFor('tasks.get_all_ex', { id: [task], only_fields: ['name'] }),
    select: (answer) => answer.tasks[0]?.name ?? undefined,
  });
