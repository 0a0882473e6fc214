import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { forgetCloudKeys } from '#features/cloud-access/log-out.ts';
import { modesQuery } from '#features/session/queries.ts';

/**
 * Removes the cloud keys of an account whose session here somebody ended from elsewhere (a lost laptop), at the first contact after that.
 * A browser that refuses to remove them cannot be made to. A session that ran out leaves them, encrypted, for the next log-in.
 */
export const useForgetRevoked = (): void => {
  const account = useQuery(modesQuery).data?.refused_cookie?.user;
  useEffect(() => {
    if (account !== undefined) forgetCloudKeys(account).catch(() => undefined);
  }, [account]);
};
