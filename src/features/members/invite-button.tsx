import { UserPlus } from 'lucide-react';
import type { organization } from '#contract/index.ts';
import { Button } from '#ui/button.tsx';
import { whoInvites } from './model.ts';

interface InviteButtonProps {
  readonly workspace: organization.Workspace;
  /** id of what names the workspace, where the button alone does not say which one */
  readonly describedBy?: string;
  readonly onInvite: () => void;
}

/** Opens the invitation. Who may not invite sees whom to ask. */
export const InviteButton = ({ workspace, describedBy, onInvite }: InviteButtonProps) => (
  <Button
    icon={<UserPlus aria-hidden="true" />}
    {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
    {...(workspace.actions?.includes('invite') === true ? {} : { reason: whoInvites(workspace) })}
    onClick={onInvite}
  >
    Invite user
  </Button>
);
