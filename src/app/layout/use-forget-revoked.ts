import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { modesQuery } from '#api/modes-query.ts';
import { clearLogOutBegun, leaveEndedSession } from '#features/cloud-access/log-out.ts';
import { useSession } from '#features/session/queries.ts';

/**
 * Removes the cloud keys of an account whose session here somebody ended from elsewhere (a lost laptop), at the first contact after that.
 * A browser that refuses to remove them cannot be made to. A session that ran out leaves them, encrypted, for the next log-in, and one that
 * this browser ended what was chosen at its log-out.
 */
export const useForgetRevoked = (): void => {
  const account = useQuery(modesQuery).data?.refused_cookie?.user;
  useEffect(() => {
    if (account !== undefined) leaveEndedSession(account).catch(() => undefined);
  }, [account]);
  const user = useSession()?.id;
  useEffect(() => {
    if (user !== undefined) clearLogOutBegun(user);
  }, [user]);
};
