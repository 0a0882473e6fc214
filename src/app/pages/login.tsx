import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';
import { canSignUp, modesQuery } from '#api/modes-query.ts';
import { LogIn } from '#features/session/log-in.tsx';
import { forgetSession } from '#features/session/ways-in.ts';
import { ownPath } from '#lib/own-path.ts';
import { Notice } from '#ui/notice.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { href } from '../href.ts';
import { hasEnded } from '../layout/leave.ts';
import { PageHeading } from '../layout/page-heading.tsx';
import { usePageTitle } from '../layout/page-title.ts';
import { signupPath } from '../paths.ts';
import { useSite } from '../use-site.ts';
import styles from './guest.module.css';

/** Log in, and on to where one was going. */
export default function LoginPage() {
  usePageTitle('Log in');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { state } = useLocation();
  const modes = useSuspenseQuery(modesQuery).data;
  const { configuration } = useSite();
  const target = ownPath(search.get('redirect')) ?? '/profile';
  const invite = target.startsWith('/?') ? (new URLSearchParams(target.slice(2)).get('invite') ?? undefined) : undefined;
  const signupHref = href(signupPath(invite));
  const offered = canSignUp(modes, invite);

  // whoever was logged in here leaves nothing behind in memory
  useEffect(() => forgetSession(client), [client]);

  return (
    <div className={styles['guest']}>
      <PageHeading>Log in</PageHeading>
      {invite !== undefined && configuration.deployment === 'hosted' && <Notice tone="info">Log in to go on to the invitation.</Notice>}
      {hasEnded(state) && <Notice tone="info">Your session has ended. Log in again to go on where you were.</Notice>}
      {modes.refused_cookie?.reason === 'foreign' && (
        <Notice tone="info" title="Another ClearML uses this host">
          Its log-in is in a cookie of the same name as this server’s: logging in here logs you out there. Whoever runs this server can give
          its cookie a name of its own (COOKIE_NAME).
        </Notice>
      )}
      <div className={styles['sheet']}>
        <LogIn modes={modes} configuration={configuration} onLoggedIn={() => void navigate(target, { replace: true })}>
          {offered && (
            <p>
              No account yet? <TextLink href={signupHref}>Sign up</TextLink>
            </p>
          )}
        </LogIn>
      </div>
    </div>
  );
}
