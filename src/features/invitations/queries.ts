import { useQuery, useQueryClient } from '@tanstack/react-query';
import { queryFor, refresh, useAction } from '#api/query.ts';
import { invitations, login, users } from '#contract/index.ts';

/** The links of a workspace, newest first: those that are open, or with `active: false` the ended ones too. Always asked again: another tab or another admin may have made one. */
export const linksQuery = (workspace: string, { active }: { readonly active: boolean }) => ({
  ...queryFor(invitations.getInvites, { active }, workspace),
  staleTime: 0,
});

export const useCreateInvite = (workspace: string) => useAction(invitations.createInvite, workspace);
export const useRevokeInvites = (workspace: string) => useAction(invitations.revokeInvites, workspace);

/** Reads the links again, when a call may have made one. */
export const useRefreshLinks = (): (() => void) => {
  const client = useQueryClient();
  return () => void refresh(client, invitations.createInvite.stales);
};

/** Where a link leads. */
export const invitationQuery = (id: string) => queryFor(login.getInviteInfo, { invite_id: id });

export const useJoin = () => useAction(login.joinCompany);

/** The id of whoever is logged in. */
export const useOwnId = (): string | undefined => useQuery(queryFor(users.getCurrentUser, {})).data?.user.id;
