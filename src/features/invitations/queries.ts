import { useQuery, useQueryClient } from '@tanstack/react-query';
import { queryFor, refreshAfter, useAction } from '#api/query.ts';

/** The links of a workspace, newest first: those that are open, or with `active: false` the ended ones too. Always asked again: another tab or another admin may have made one. */
export const linksQuery = (workspace: string, { active }: { readonly active: boolean }) => ({
  ...queryFor('organization.get_invites', { active }, workspace),
  staleTime: 0,
});

export const useCreateInvite = (workspace: string) => useAction('organization.create_invite', workspace);
export const useRevokeInvites = (workspace: string) => useAction('organization.revoke_invites', workspace);

/** Reads the links again, when a call may have made one. */
export const useRefreshLinks = (): (() => void) => {
  const client = useQueryClient();
  return () => void refreshAfter(client, 'organization.create_invite');
};

/** Where a link leads. */
export const invitationQuery = (id: string) => queryFor('login.get_invite_info', { invite_id: id });

export const useJoin = () => useAction('login.join_company');

/** The id of whoever is logged in. */
export const useOwnId = (): string | undefined => useQuery(queryFor('users.get_current_user', {})).data?.user.id;
