import { useState } from 'react';
import type { CurrentUser } from '#contract/users.ts';
import { useSession } from '#features/session/queries.ts';

/** Whoever is logged in and, once the session has ended, whoever was: what they typed is theirs until the page goes. */
export const useLastUser = (): CurrentUser | null => {
  const user = useSession();
  const [last, setLast] = useState(user);
  if (user !== null && user !== last) setLast(user);
  return user ?? last;
};
