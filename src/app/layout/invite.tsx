import { createContext, useContext, useState, type ReactNode } from 'react';
import type { Workspace } from '#contract/organization.ts';
import { lazily } from '#ui/lazily.tsx';
import { Over } from '#ui/over.tsx';
import { soon } from '#ui/soon.ts';

const InviteDialog = soon(lazily(() => import('#features/invitations/invite-dialog.tsx').then((file) => file.InviteDialog)));

/** `onClosed`: what comes when whoever invites is through. */
type Invite = (workspace: Workspace, onClosed?: () => void) => void;

const Invites = createContext<Invite>(() => undefined);

/** Opens the dialog `Invite a user` for a workspace: the same from the profile button and from a panel. */
export const useInvite = (): Invite => useContext(Invites);

export const InviteProvider = ({ children }: { readonly children: ReactNode }) => {
  const [open, setOpen] = useState<{ readonly workspace: Workspace; readonly onClosed: (() => void) | undefined }>();
  const [invite] = useState((): Invite => (workspace, onClosed) => setOpen({ workspace, onClosed }));
  const close = (): void => {
    setOpen(undefined);
    open?.onClosed?.();
  };
  return (
    <Invites value={invite}>
      {children}
      <Over>{open !== undefined && <InviteDialog workspace={open.workspace} onClose={close} />}</Over>
    </Invites>
  );
};
