import * as z from 'zod/mini';
import { operation } from './operation.ts';

/**
 * One debug sample: a file that a task reported, by its address. The fields are those of `metrics_image_event` in ClearML's schema
 * (SRV schema/services/events.conf), which requires none of these; what lacks its address cannot be shown.
 */
const sample = z.object({
  metric: z.nullish(z.string()),
  variant: z.nullish(z.string()),
  url: z.nullish(z.string()),
});

/** Before API 2.14 a group was of one metric of the task, since then it is of all of them: the samples name theirs. */
const group = z.object({
  iterations: z.nullish(z.array(z.object({ iter: z.number(), events: z.nullish(z.array(sample)) }))),
});

/**
 * The debug samples of tasks, from the latest iterations on. `scroll_id` of an answer asks for the next page; the server remembers
 * where each of them stands. A page without samples is the last one.
 */
export const debugImages = operation({
  name: 'events.debug_images',
  since: '2.7',
  effect: 'read',
  scope: 'account',
  request: z.object({
    metrics: z.array(z.object({ task: z.string() })),
    /** iterations in a page */
    iters: z.number(),
    navigate_earlier: z.literal(true),
    scroll_id: z.optional(z.string()),
  }),
  response: z.object({ scroll_id: z.nullish(z.string()), metrics: z.nullish(z.array(group)) }),
});
