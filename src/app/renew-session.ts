import { focusManager, type QueryClient } from '@tanstack/react-query';
import { callOnce } from '#api/call.ts';
import { modesQuery } from '#api/modes-query.ts';
import { refresh, tellOtherTabs } from '#api/query.ts';
import { pageModes, sessionReads } from '#contract/first-load.ts';
import type { CurrentUser } from '#contract/users.ts';
import { askToLogInAgain } from './log-in-again.ts';
import { startAnew } from './other-user.ts';

/**
 * Asks whoever's session ran out to log in again, here or in another tab. Answers whether they did; not where somebody ended the session, or
 * another server's cookie took its place, or once `gone` says that the page is. Where somebody else logged in it never answers: the page starts anew for them.
 */
export const renewSession = async (client: QueryClient, user: CurrentUser, leave: () => void, gone: AbortSignal): Promise<boolean> => {
  const { authenticated, refused_cookie: refused } = await callOnce('login.supported_modes', pageModes);
  // a call that was on its way when the session was renewed
  if (authenticated) return isStill(user);
  // nor where another tab has said meanwhile that it logged out
  const isLeft = client.getQueryData(modesQuery.queryKey)?.authenticated === false;
  return refused === undefined && !isLeft && logInAgain(client, user, leave, gone);
};

const logInAgain = (client: QueryClient, user: CurrentUser, leave: () => void, gone: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const end = (again: boolean): void => {
      for (const stop of stops) stop();
      askToLogInAgain(undefined);
      resolve(again);
    };
    gone.addEventListener('abort', () => end(false), { once: true });
    const look = (): void => void isStill(user).then(end, () => undefined);
    const stops = [
      // another tab logged in, or out
      client.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'success' || event.query.queryKey[0] !== 'login.supported_modes') return;
        if (client.getQueryData(modesQuery.queryKey)?.authenticated === true) look();
        else end(false);
      }),
      // or a page that tells nobody, such as ClearML's own
      focusManager.subscribe((focused) => focused && look()),
    ];
    const enter = async (): Promise<void> => {
      end(await isStill(user));
      tellOtherTabs(sessionReads);
      await refresh(client, ['auth.get_sessions']);
    };
    askToLogInAgain({ user, enter, onCancel: leave });
  });

const isStill = async (user: CurrentUser): Promise<boolean> => {
  const now = await callOnce('users.get_current_user', {});
  if (now.user.id === user.id) return true;
  startAnew();
  return new Promise(() => undefined);
};
