import { UserPlus } from 'lucide-react';
import { useId } from 'react';
import type { organization } from '#contract/index.ts';
import { Button } from '#ui/button.tsx';
import styles from './members.module.css';
import { whoInvites } from './model.ts';

interface InviteButtonProps {
  readonly workspace: organization.Workspace;
  /** id of what names the workspace, where the button alone does not say which one */
  readonly describedBy?: string;
  readonly onInvite: () => void;
}

/** Opens the invitation. Who may not invite finds beside it whom to ask. */
export const InviteButton = ({ workspace, describedBy = '', onInvite }: InviteButtonProps) => {
  const reason = useId();
  const may = workspace.actions?.includes('invite') === true;
  return (
    <div className={styles['invite']}>
      <Button
        icon={<UserPlus aria-hidden="true" />}
        aria-disabled={!may || undefined}
        aria-describedby={may ? describedBy || undefined : `${describedBy} ${reason}`.trim()}
        {...(may ? { onClick: onInvite } : {})}
      >
        Invite user
      </Button>
      {!may && (
        <p className={styles['remark']} id={reason}>
          {whoInvites(workspace)}
        </p>
      )}
    </div>
  );
};
