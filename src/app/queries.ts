import { queryFor } from '#api/query.ts';
import { auth, organization, server } from '#contract/index.ts';

/** One's workspaces, the personal one first. */
export const workspacesQuery = queryFor(organization.getUserCompanies, {});
/** What stands in the footer. */
export const serverQuery = queryFor(server.info, {});
/** One's own keys, in the workspace and in all others. */
export const credentialsQuery = (workspace: string) => queryFor(auth.getCredentials, {}, workspace);
