import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { RouterProvider } from 'react-router-dom';
import { followOtherTabs } from '#api/query.ts';
import { followLogOut } from '#features/session/queries.ts';
import { ignoreHeldKeys } from '#ui/ignore-held-keys.ts';
import { keepFocus } from '#ui/keep-focus.ts';
import { ToastProvider } from '#ui/toast.tsx';
import { followFocus } from './follow-focus.ts';
import { followUser } from './other-user.ts';
import { prepareReached } from './prepare-reached.ts';
import type { makeRouter } from './router.tsx';
import { followSession } from './session-end.ts';

interface ProvidersProps {
  readonly client: QueryClient;
  readonly router: ReturnType<typeof makeRouter>;
}

/** The page and all that it stands on. */
export const Providers = ({ client, router }: ProvidersProps) => {
  useEffect(keepFocus, []);
  useEffect(ignoreHeldKeys, []);
  useEffect(followFocus, []);
  useEffect(() => followOtherTabs(client, (names) => followLogOut(client, names)), [client]);
  useEffect(() => followUser(client), [client]);
  useEffect(() => followSession(client, router), [client, router]);
  useEffect(() => prepareReached(router), [router]);

  return (
    <QueryClientProvider client={client}>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </QueryClientProvider>
  );
};
