import type { organization } from '#contract/index.ts';
import { ExportDialog } from './export-dialog.tsx';
import { FindKeyDialog } from './find-key-dialog.tsx';
import type { MemberDialog } from './member-dialog.ts';
import { MemberKeysDialog } from './member-keys-dialog.tsx';
import { RemoveQuestion } from './remove-question.tsx';
import { RoleQuestion } from './role-question.tsx';
import { SeveralDialog } from './several-dialog.tsx';
import type { Selection } from './use-selection.ts';

interface MemberDialogsProps {
  readonly workspace: organization.Workspace;
  readonly dialog: MemberDialog;
  readonly selection: Selection;
  readonly onClose: () => void;
}

/** What stands over the list of members: questions and dialogs, all in one chunk. */
export const MemberDialogs = ({ workspace, dialog, selection, onClose }: MemberDialogsProps) => {
  switch (dialog.kind) {
    case 'remove':
      return <RemoveQuestion workspace={workspace} member={dialog.member} selection={selection} onClose={onClose} />;
    case 'role':
      return <RoleQuestion workspace={workspace} member={dialog.member} role={dialog.role} selection={selection} onClose={onClose} />;
    case 'keys':
      return <MemberKeysDialog workspace={workspace} member={dialog.member} onClose={onClose} />;
    case 'several':
      return (
        <SeveralDialog
          workspace={workspace}
          job={dialog.job}
          members={dialog.members}
          onDone={(done) => selection.choose(done, false)}
          onClose={onClose}
        />
      );
    case 'find':
      return <FindKeyDialog workspace={workspace} onClose={onClose} />;
    case 'export':
      return <ExportDialog workspace={workspace} listing={dialog.listing} onClose={onClose} />;
  }
};
