import type { ComponentProps } from 'react';
import { DeleteWorkspaceDialog } from './delete-workspace-dialog.tsx';
import { CreateWorkspaceDialog } from './create-workspace-dialog.tsx';
import { RenameWorkspaceDialog } from './rename-workspace-dialog.tsx';

export type WorkspaceDialogProps =
  | ({ readonly verb: 'create' } & ComponentProps<typeof CreateWorkspaceDialog>)
  | ({ readonly verb: 'rename' } & ComponentProps<typeof RenameWorkspaceDialog>)
  | ({ readonly verb: 'delete' } & ComponentProps<typeof DeleteWorkspaceDialog>);

/** The dialog of each verb, in one chunk: each of them alone is smaller than what names it. */
export const WorkspaceDialog = (props: WorkspaceDialogProps) => {
  if (props.verb === 'create') return <CreateWorkspaceDialog {...props} />;
  return props.verb === 'rename' ? <RenameWorkspaceDialog {...props} /> : <DeleteWorkspaceDialog {...props} />;
};
