import * as z from 'zod/mini';
import { limits } from './limits.ts';
import { operation } from './operation.ts';

/** Why no storage was reached. `tls`: the message is the fault as Node calls it (`CERT_HAS_EXPIRED`). */
const unreached = z.enum(['dns', 'refused', 'timeout', 'reset', 'tls', 'unreachable', 'not_http']);

/** What came of asking; `timing_ms` is all of it, whole milliseconds. */
const probed = z.union([
  z.object({ reached: z.literal(false), error_code: unreached, error_message: z.optional(z.string()), timing_ms: z.number() }),
  z.object({
    reached: z.literal(true),
    status: z.number(),
    /** what the storage itself calls the failure (`NoSuchBucket`) */
    error_code: z.optional(z.string()),
    /** those that tell something about a storage, in lower case; `location` without its query */
    headers: z.record(z.string(), z.string()),
    timing_ms: z.number(),
    /** the storage's clock minus the server's, whole seconds */
    clock_skew_sec: z.optional(z.number()),
  }),
]);

/**
 * Asks a storage from the server's side, with the page's `Origin`: HEAD for an address with `X-Amz-Signature`, GET for others.
 * The address carries no secret (user-info, `sig=`, `X-Amz-Security-Token`, signatures other than
 * `X-Amz-Signature`, and one that lives longer than a minute are refused) and its answer never repeats it.
 */
export const probeUrl = operation({
  name: 'storage.probe_url',
  origin: 'ours',
  effect: 'read',
  scope: 'account',
  request: z.strictObject({ url: z.string().check(z.maxLength(limits.probeUrl)) }),
  response: probed,
});
