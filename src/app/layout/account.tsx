import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import type { CurrentUser } from '#contract/users.ts';
import { AccountDetails } from '#features/account/account-details.tsx';
import { forgetCloudKeys } from '#features/cloud-access/log-out.ts';
import { markAuthenticated } from '#features/session/queries.ts';
import { href } from '../href.ts';
import { loginPath, membersPath } from '../paths.ts';
import { useSite } from '../use-site.ts';
import { agreed } from './leave.ts';

const deleted = 'Your account was deleted.';
const keysStayed = `${deleted} This browser refused to remove its cloud access keys: clear its data for this site.`;

/** One's own account, and the way out when it is gone: to log-in, without its cloud keys. */
export const Account = ({ user }: { readonly user: CurrentUser }) => {
  const client = useQueryClient();
  const navigate = useNavigate();

  const leave = async (): Promise<void> => {
    markAuthenticated(client, false);
    const arrival = await forgetCloudKeys(user.id).then(
      () => deleted,
      () => keysStayed,
    );
    await navigate(loginPath(), { replace: true, state: { ...agreed, arrival } });
  };

  return (
    <AccountDetails
      user={user}
      many={useSite().configuration.deployment === 'hosted'}
      membersHref={(workspace) => href(membersPath(workspace))}
      onDeleted={leave}
    />
  );
};
