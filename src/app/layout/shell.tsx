import { Suspense, useRef } from 'react';
import { Outlet, useLocation } from 'react-router-dom';
import { base } from '#api/base.ts';
import { FollowPreferences } from '#features/preferences/follow-preferences.tsx';
import { useSession } from '#features/session/queries.ts';
import { Notice } from '#ui/notice.tsx';
import { lazily } from '#ui/lazily.tsx';
import { href } from '../href.ts';
import { useLogInAgain } from '../log-in-again.ts';
import { joinPath, loginPath } from '../paths.ts';
import { arrivalOf } from './arrival.ts';
import { Footer } from './footer.tsx';
import { InviteProvider } from './invite.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { useOwnLinks } from './own-links.ts';
import { productName } from './page-title.ts';
import { ProfileButton } from './profile-button.tsx';
import { Reads } from './reads.tsx';
import { RouteFocus } from './route-focus.tsx';
import styles from './shell.module.css';
import { UnsavedQuestion } from './unsaved-question.tsx';
import { UpdatedBanner } from './updated-banner.tsx';
import { useForgetRevoked } from './use-forget-revoked.ts';

const LogInAgainDialog = lazily(() => import('./log-in-again-dialog.tsx').then((file) => file.LogInAgainDialog));

/** Where somebody who logs in from a page for guests goes on: to the invitation that they follow, else to the profile. */
const afterLogin = (pathname: string, search: string): string | undefined => {
  const invite = new URLSearchParams(search).get('invite');
  if (invite !== null) return joinPath(invite);
  return ['/', '/signup', '/set-password'].includes(pathname) ? undefined : pathname;
};

/** What is around every page: header with the profile button, messages about the page as a whole, footer. */
export const Shell = () => {
  const user = useSession();
  const { pathname, search, state } = useLocation();
  const follow = useOwnLinks();
  const main = useRef<HTMLElement>(null);
  const arrival = arrivalOf(state);
  const again = useLogInAgain();
  useForgetRevoked();

  return (
    <FollowPreferences signedIn={user !== null}>
      <InviteProvider>
        {/* one listener for all links; each link is a link by itself, for the keyboard too */}
        <div className={styles['shell']} onClick={follow} role="presentation">
          <a
            className={styles['skip']}
            href="#main"
            onClick={(event) => {
              event.preventDefault();
              main.current?.focus();
            }}
          >
            Skip to content
          </a>
          <header className={styles['header']}>
            <a className={styles['product']} href={base}>
              <img src={`${base}favicon.svg`} alt="" width="24" height="24" />
              {productName}
            </a>
            {user === null ? (
              pathname !== '/login' && (
                <a className={styles['login']} href={href(loginPath(afterLogin(pathname, search)))}>
                  Log in
                </a>
              )
            ) : (
              <ProfileButton user={user} />
            )}
            <Reads />
          </header>
          <main className={styles['main']} id="main" ref={main} tabIndex={-1}>
            <OfflineBanner />
            <UpdatedBanner />
            <div role="status">{arrival !== undefined && <Notice tone="warning">{arrival}</Notice>}</div>
            <Suspense>
              <Outlet />
            </Suspense>
          </main>
          <Footer />
          <RouteFocus />
          <UnsavedQuestion />
          <Suspense>{again !== undefined && <LogInAgainDialog {...again} />}</Suspense>
        </div>
      </InviteProvider>
    </FollowPreferences>
  );
};
