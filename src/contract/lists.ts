import * as z from 'zod/mini';

/** How ClearML's lists are asked for, as far as the page does. */
export const listRequest = z.object({
  /** names of fields, parts of them after dots; the id comes along always */
  only_fields: z.array(z.string()),
  /** `-` in front: from the last to the first */
  order_by: z.optional(z.array(z.string())),
  page: z.optional(z.number()),
  /** at most 500 */
  page_size: z.optional(z.number()),
});
