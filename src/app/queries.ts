import { queryFor } from '#api/query.ts';
import { auth, server } from '#contract/index.ts';

/** What stands in the footer. */
export const serverQuery = queryFor(server.info, {});
/** One's own keys, in the workspace and in all others. */
export const credentialsQuery = (workspace: string) => queryFor(auth.getCredentials, {}, workspace);
