import { useQuery } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { modesQuery } from '#api/modes-query.ts';
import { queryFor } from '#api/query.ts';
import { locked, type CloudKeys } from './key-ring.ts';
import { keyRing } from './own-key-ring.ts';

/** The rows of whoever is logged in, as they change here and in other tabs; locked once the session has ended. They never enter the query cache. */
export const useCloudKeys = (): { readonly account: string; readonly keys: CloudKeys } => {
  const account = useQuery(queryFor('users.get_current_user', {})).data?.user.id ?? '';
  const ended = useQuery(modesQuery).data?.authenticated === false;
  const follow = useCallback(
    (listener: () => void) => (account === '' || ended ? () => undefined : keyRing.follow(account, listener)),
    [account, ended],
  );
  const keys = useSyncExternalStore(follow, () => (ended ? locked : keyRing.read(account)));
  return { account, keys };
};
