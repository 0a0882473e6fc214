import { useAction } from '#api/query.ts';
import { organization } from '#contract/index.ts';

export const useRenameWorkspace = (workspace: string) => useAction(organization.updateCompany, workspace);
