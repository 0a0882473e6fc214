import { queryFor } from '#api/query.ts';

/** What stands in the footer. */
export const serverQuery = queryFor('server.info', {});
/** One's own keys, in the workspace and in all others. */
export const credentialsQuery = (workspace: string) => queryFor('auth.get_credentials', {}, workspace);
