import * as z from 'zod/mini';
import { cursor, id, pageSize, time, wanted } from './fields.ts';
import { operation } from './operation.ts';

/** Something that was done in the workspace. Names are those of today, absent where the account is gone or it was the operator. */
export const event = z.object({
  id: z.string(),
  at: time,
  /** user id, or `operator` */
  actor: z.string(),
  actor_name: z.optional(z.string()),
  action: z.string(),
  target: z.nullable(z.string()),
  target_name: z.optional(z.string()),
  /** the address that it was done from */
  from: z.optional(z.string()),
  detail: z.record(z.string(), z.unknown()),
});
export type Event = z.output<typeof event>;

/** Who did what, newest first; owners and admins. `from` (inclusive) and `to` (exclusive): ISO-8601 with zone. */
export const getEvents = operation({
  name: 'organization.get_events',
  origin: 'ours',
  effect: 'read',
  request: z.strictObject({
    actor: z.optional(id),
    action: z.optional(wanted),
    from: z.optional(z.iso.datetime({ offset: true })),
    to: z.optional(z.iso.datetime({ offset: true })),
    page_size: pageSize,
    cursor,
  }),
  response: z.object({ events: z.array(event), cursor: z.nullable(z.string()) }),
});
