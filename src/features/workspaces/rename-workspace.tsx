import { Pencil } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { organization } from '#contract/index.ts';
import { IconButton } from '#ui/icon-button.tsx';
import { lazily } from '#ui/lazily.tsx';

const RenameWorkspaceDialog = lazily(() => import('./rename-workspace-dialog.tsx').then((file) => file.RenameWorkspaceDialog));

/** The way to another name, for whoever may give it. */
export const RenameWorkspace = ({ workspace }: { readonly workspace: organization.Workspace }) => {
  const [editing, setEditing] = useState(false);
  return (
    <>
      <IconButton
        size="s"
        label={`Rename workspace ${workspace.name}`}
        icon={<Pencil aria-hidden="true" />}
        onPointerEnter={() => RenameWorkspaceDialog.preload()}
        onFocus={() => RenameWorkspaceDialog.preload()}
        onClick={() => setEditing(true)}
      />
      <Suspense fallback={null}>{editing && <RenameWorkspaceDialog workspace={workspace} onClose={() => setEditing(false)} />}</Suspense>
    </>
  );
};
