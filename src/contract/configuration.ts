import * as z from 'zod/mini';

/**
 * `GET /configuration.json`, public: what this server is and where ClearML's three servers are reached.
 * A file without `deployment` is ClearML's own (static hosting in its web container): that means connected.
 */
export const configuration = z.object({
  deployment: z._default(z.enum(['hosted', 'self-hosted', 'connected']), 'connected'),
  displayedServerUrls: z.optional(
    z.object({ webServer: z.optional(z.string()), apiServer: z.optional(z.string()), filesServer: z.optional(z.string()) }),
  ),
  version: z.optional(z.string()),
  /** whom to ask for a new password; shown at log-in */
  supportContact: z.optional(z.string()),
  /** true where log-in names are user names, not e-mail addresses (`FIXED_USERS`) */
  usernames: z.optional(z.boolean()),
});
export type Configuration = z.output<typeof configuration>;
