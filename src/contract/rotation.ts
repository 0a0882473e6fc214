import * as z from 'zod/mini';
import { createCredentials, newPair } from './auth.ts';
import { accessKey, time } from './fields.ts';
import { limits } from './limits.ts';
import { operation } from './operation.ts';

/**
 * Makes a pair that takes the place of one's own key: its label, read-only like it, with as long a life as it had. The old one works on for
 * `overlap_sec`, but no longer than it would have; 0 revokes it. One that was rotated already: 400/1070; at the limit of keys, with an overlap: 400/50.
 */
export const rotateCredentials = operation({
  name: 'auth.rotate_credentials',
  origin: 'ours',
  effect: 'write',
  stales: createCredentials.stales,
  request: z.strictObject({ access_key: accessKey, overlap_sec: z.int().check(z.minimum(0), z.maximum(limits.overlapSeconds)) }),
  response: z.object({ credentials: newPair, old_expires: time }),
});
