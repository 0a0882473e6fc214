import { queryOptions } from '@tanstack/react-query';
import { call } from '#api/call.ts';
import { queryFor } from '#api/query.ts';
import type { RequestTo } from '#contract/by-name.ts';
import { addressesOfTasks, previewLength } from './model.ts';

/** So many of the latest models are looked through: one page of ClearML's. */
const modelsAtMost = 500;
/** So many of the latest tasks, and in one answer. */
const tasksAtMost = 500;
const page_size = 100;
/** No further page is asked for behind so many characters of previews, or so long, ms. */
const previewsAtMost = 4_000_000;
const patience = 10_000;

/** Read once for as long as the page is open. */
const once = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY };

/**
 * An answer has the artifacts whole, with their previews: the database keeps them by a hash of their names, so no path of
 * `only_fields` names their addresses alone (SRV database/model/task/task.py and bll/task/artifacts.py).
 */
const request: RequestTo<'tasks.get_all_ex'> = {
  only_fields: ['output.destination', 'execution.artifacts'],
  order_by: ['-last_update'],
  page_size,
};

/** The addresses where the latest tasks put what they make, and of what they made. Page by page, and fewer of them where they are large or slow. */
export const tasksQuery = queryOptions({
  queryKey: [...queryFor('tasks.get_all_ex', request).queryKey, 'addresses'],
  queryFn: async ({ signal }): Promise<readonly string[]> => {
    const end = Date.now() + patience;
    const found = new Set<string>();
    let previews = 0;
    for (let page = 0; page * page_size < tasksAtMost && previews < previewsAtMost && Date.now() < end; page += 1) {
      const answer = await call('tasks.get_all_ex', { ...request, page }, { signal });
      for (const address of addressesOfTasks(answer.tasks)) found.add(address);
      previews += previewLength(answer.tasks);
      if (answer.tasks.length < page_size) break;
    }
    return [...found];
  },
  ...once,
});

/** Where the latest models are. */
export const modelsQuery = {
  ...queryFor('models.get_all_ex', { only_fields: ['uri'], order_by: ['-created'], page: 0, page_size: modelsAtMost }),
  ...once,
};
