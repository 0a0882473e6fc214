import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { listRequest } from './lists.ts';

const artifact = z.object({ uri: z.nullish(z.string()), type_data: z.nullish(z.object({ preview: z.nullish(z.string()) })) });

/**
 * A task, with the fields that were asked for (SRV schema/services/tasks.conf). Artifacts are a list on the wire; the database keeps them
 * by key, and a server that passed that on would be understood too.
 */
const task = z.object({
  name: z.nullish(z.string()),
  output: z.nullish(z.object({ destination: z.nullish(z.string()) })),
  execution: z.nullish(z.object({ artifacts: z.nullish(z.union([z.array(artifact), z.record(z.string(), artifact)])) })),
});

/** Tasks of the workspace and public ones. */
export const getAllEx = operation({
  name: 'tasks.get_all_ex',
  effect: 'read',
  scope: 'account',
  request: z.extend(listRequest, { id: z.optional(z.array(z.string())) }),
  response: z.object({ tasks: z.array(task) }),
});
