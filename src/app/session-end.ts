import type { QueryClient } from '@tanstack/react-query';
import { failureOf } from '#api/api-error.ts';
import { base } from '#api/base.ts';
import { markAuthenticated, modesQuery, userQuery } from '#features/session/queries.ts';
import { loginPath } from './paths.ts';
import { workspacesQuery } from '#api/workspaces-query.ts';
import type { makeRouter } from './router.tsx';

/**
 * Follows what calls say about the session: without one, the page asks to log in and comes back afterwards;
 * without the workspace, or a right in it, the list of workspaces is read again. Answers a function that ends it.
 */
export const followSession = (client: QueryClient, router: ReturnType<typeof makeRouter>): (() => void) => {
  const failed = (error: unknown): void => {
    const failure = failureOf(error);
    if (failure === 'unknown_workspace' || failure === 'not_permitted')
      void client.invalidateQueries({ queryKey: workspacesQuery.queryKey });
    if (failure !== 'missing_credentials' && failure !== 'invalid_token') return;
    if (client.getQueryData(userQuery.queryKey) === undefined || router.state.location.pathname === `${base}login`) return;
    markAuthenticated(client, false);
    // whether the session ran out or somebody ended it, only the server knows
    void client.invalidateQueries({ queryKey: modesQuery.queryKey });
    const { pathname, search, hash } = router.state.location;
    void router.navigate(loginPath(`/${pathname.slice(base.length)}${search}${hash}`), { state: { ended: true }, replace: true });
  };
  const ends = [
    client.getQueryCache().subscribe((event) => event.type === 'updated' && event.action.type === 'error' && failed(event.action.error)),
    client.getMutationCache().subscribe((event) => event.type === 'updated' && event.action.type === 'error' && failed(event.action.error)),
  ];
  return () => ends.forEach((end) => end());
};
