import { queryFor, useAction } from '#api/query.ts';
import { organization } from '#contract/index.ts';

/** One's workspaces, the personal one first. */
export const workspacesQuery = { ...queryFor(organization.getUserCompanies, {}), refetchOnWindowFocus: 'always' as const };

export const useRenameWorkspace = (workspace: string) => useAction(organization.updateCompany, workspace);
