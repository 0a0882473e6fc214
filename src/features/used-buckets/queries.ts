import { queryFor } from '#api/query.ts';
import * as models from '#contract/models.ts';
import * as tasks from '#contract/tasks.ts';

/** So many of the latest tasks and models are looked through: one page of ClearML's. */
const page_size = 500;

/** Read once for as long as the page is open. */
const once = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY };

/** Where the latest tasks put what they make, and what they made. */
export const tasksQuery = {
  ...queryFor(tasks.getAllEx, {
    only_fields: ['output.destination', 'execution.artifacts'],
    order_by: ['-last_update'],
    page: 0,
    page_size,
  }),
  ...once,
};

/** Where the latest models are. */
export const modelsQuery = { ...queryFor(models.getAllEx, { only_fields: ['uri'], order_by: ['-created'], page: 0, page_size }), ...once };
