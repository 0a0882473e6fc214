import { useQuery } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { queryFor } from '#api/query.ts';
import { users } from '#contract/index.ts';
import type { CloudKeys } from './key-ring.ts';
import { keyRing } from './own-key-ring.ts';

/** The rows of whoever is logged in, as they change here and in other tabs. They never enter the query cache. */
export const useCloudKeys = (): { readonly account: string; readonly keys: CloudKeys } => {
  const account = useQuery(queryFor(users.getCurrentUser, {})).data?.user.id ?? '';
  const follow = useCallback((listener: () => void) => (account === '' ? () => undefined : keyRing.follow(account, listener)), [account]);
  const keys = useSyncExternalStore(follow, () => keyRing.read(account));
  return { account, keys };
};
