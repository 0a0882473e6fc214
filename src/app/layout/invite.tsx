import { createContext, Suspense, useContext, useState, type ReactNode } from 'react';
import type { Workspace } from '#contract/organization.ts';
import { lazily } from '#ui/lazily.tsx';
import { soon } from '#ui/soon.ts';

const InviteDialog = soon(lazily(() => import('#features/invitations/invite-dialog.tsx').then((file) => file.InviteDialog)));

const Invite = createContext<(workspace: Workspace) => void>(() => undefined);

/** Opens the dialog `Invite a user` for a workspace: the same from the profile button and from a panel. */
export const useInvite = (): ((workspace: Workspace) => void) => useContext(Invite);

export const InviteProvider = ({ children }: { readonly children: ReactNode }) => {
  const [workspace, setWorkspace] = useState<Workspace>();
  return (
    <Invite value={setWorkspace}>
      {children}
      <Suspense>{workspace !== undefined && <InviteDialog workspace={workspace} onClose={() => setWorkspace(undefined)} />}</Suspense>
    </Invite>
  );
};
