import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { canSignUp, modesQuery } from '#api/modes-query.ts';
import { InvitedBy } from '#features/session/invited-by.tsx';
import { SignupForm } from '#features/session/signup-form.tsx';
import { Notice } from '#ui/notice.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { useToast } from '#ui/toast.tsx';
import { href } from '../href.ts';
import { PageHeading } from '../layout/page-heading.tsx';
import { usePageTitle } from '../layout/page-title.ts';
import { joinPath, loginPath, profilePath } from '../paths.ts';
import { useSite } from '../use-site.ts';
import styles from './guest.module.css';

/** Sign up; with an invitation it says who invites to which workspace, and joins it. */
export default function SignupPage() {
  usePageTitle('Sign up');
  const navigate = useNavigate();
  const toast = useToast();
  const [search] = useSearchParams();
  const link = search.get('invite') ?? undefined;
  const { deployment } = useSite().configuration;
  const invite = deployment === 'hosted' ? link : undefined;
  const [refused, setRefused] = useState(false);
  const modes = useSuspenseQuery(modesQuery).data;
  const loginHref = href(loginPath(invite === undefined ? undefined : joinPath(invite)));
  const possible = canSignUp(modes, invite);

  return (
    <div className={styles['guest']}>
      <PageHeading>Sign up</PageHeading>
      {invite !== undefined && <InvitedBy invite={invite} refused={refused} />}
      {link !== invite && (
        <Notice tone="info">There are no invitations here: this server has one workspace, and everybody who can log in is in it.</Notice>
      )}
      <div className={styles['sheet']}>
        {possible ? (
          <SignupForm
            invite={invite}
            onSignedUp={({ id, name }) => {
              void navigate(profilePath(id), { replace: true });
              if (invite !== undefined) toast(`You joined ${name}`);
            }}
            onInvitationRefused={() => setRefused(true)}
          />
        ) : (
          <Notice tone="warning">
            {modes.signup?.enabled === true
              ? 'Sign-up needs an invitation link on this server. Ask an owner or admin of a workspace for one.'
              : 'Sign-up is closed on this server. Ask whoever runs it for an account.'}
          </Notice>
        )}
        <p>
          Have an account? <TextLink href={loginHref}>Log in</TextLink>
        </p>
      </div>
    </div>
  );
}
