import * as z from 'zod/mini';
import { listRequest } from './lists.ts';
import { operation } from './operation.ts';

/** Models of the workspace and public ones, with the fields that were asked for (SRV schema/services/models.conf). */
export const getAllEx = operation({
  name: 'models.get_all_ex',
  effect: 'read',
  scope: 'account',
  request: listRequest,
  response: z.object({ models: z.array(z.object({ uri: z.nullish(z.string()) })) }),
});
