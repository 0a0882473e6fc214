import type { QueryClient } from '@tanstack/react-query';
import { failureOf, isSignedOut } from '#api/api-error.ts';
import { base } from '#api/base.ts';
import { modesQuery } from '#api/modes-query.ts';
import { refresh, tellOtherTabs } from '#api/query.ts';
import { renewBy } from '#api/renewal.ts';
import { markAuthenticated, userQuery } from '#features/session/queries.ts';
import { askToLogInAgain } from './log-in-again.ts';
import { agreed, ended } from './layout/leave.ts';
import { startAnew } from './other-user.ts';
import { loginPath } from './paths.ts';
import type { makeRouter } from './router.tsx';

/** What tells who is a member of what. */
const memberReads = ['organization.get_user_companies', userQuery.queryKey[0] as string]; // an operation's name

/**
 * Follows what calls say about the session: where it ran out, the page asks to log in again and goes on; where it was ended, it asks at the
 * log-in page and comes back afterwards; without the workspace, or a right in it, the list of workspaces is read again in all tabs. Answers a function that ends it.
 */
export const followSession = (client: QueryClient, router: ReturnType<typeof makeRouter>): (() => void) => {
  let leaving = false;
  /** whether leaving was asked about since somebody was logged in: whoever stayed is left alone by what is read in the background */
  let asked = false;
  const gone = new AbortController();
  let renewing: Promise<boolean> | undefined;

  /** Who is logged in, as far as this tab knows, on a page that may ask to log in again. */
  const known = () => {
    if (leaving || router.state.location.pathname === `${base}login`) return undefined;
    return client.getQueryData(userQuery.queryKey)?.user;
  };
  const isLoggedIn = (): boolean => client.getQueryData(modesQuery.queryKey)?.authenticated === true;
  const leave = (state: object = {}): void => {
    leaving = asked = true;
    markAuthenticated(client, false);
    // whether the session ran out or somebody ended it, only the server knows
    void client.invalidateQueries({ queryKey: modesQuery.queryKey });
    const { pathname, search, hash } = router.state.location;
    const to = loginPath(`/${pathname.slice(base.length)}${search}${hash}`);
    void router.navigate(to, { state: { ...ended, ...state }, replace: true }).finally(() => (leaving = false));
  };
  const failed = (error: unknown, pressed: boolean): void => {
    const failure = failureOf(error);
    if (failure === 'other_user') return startAnew();
    if (failure === 'unknown_workspace' || failure === 'not_permitted') {
      // other tabs may show the same one, and have nothing to ask the server
      tellOtherTabs(memberReads);
      void refresh(client, memberReads);
    }
    if (isSignedOut(error) && known() !== undefined && (pressed || !asked)) leave();
  };
  const renew = async (): Promise<boolean> => {
    const user = known();
    // of one who logs out here or in another tab nothing is renewed
    if (user === undefined || !isLoggedIn()) return false;
    try {
      const { renewSession } = await import('./renew-session.ts');
      return await renewSession(client, user, () => leave(agreed), gone.signal);
    } catch {
      return false;
    }
  };
  const ends = [
    () => askToLogInAgain(undefined),
    () => gone.abort(),
    renewBy(() => (renewing ??= renew().finally(() => (renewing = undefined)))),
    client.getQueryCache().subscribe((event) => {
      if (isLoggedIn()) asked = false;
      // nobody asked for what is read ahead (`read-ahead.ts`)
      if (event.type === 'updated' && event.action.type === 'error' && event.query.meta?.['ahead'] !== true)
        failed(event.action.error, false);
    }),
    client
      .getMutationCache()
      .subscribe((event) => event.type === 'updated' && event.action.type === 'error' && failed(event.action.error, true)),
  ];
  return () => ends.forEach((end) => end());
};
