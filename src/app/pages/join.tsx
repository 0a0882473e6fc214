import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { modesQuery } from '#api/modes-query.ts';
import { JoinPanel } from '#features/invitations/join-panel.tsx';
import { headingOf, useInvitation } from '#features/invitations/use-invitation.ts';
import { useSession } from '#features/session/queries.ts';
import { useToast } from '#ui/toast.tsx';
import { href } from '../href.ts';
import { useLogOutFlow } from '../layout/log-out.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { usePageTitle } from '../layout/page-title.ts';
import { joinPath, loginPath, profilePath, signupPath } from '../paths.ts';
import { useSite } from '../use-site.ts';
import styles from './guest.module.css';

/** Where an invitation link leads. */
export default function JoinPage() {
  const [search] = useSearchParams();
  const invite = search.get('invite') ?? '';
  const { configuration } = useSite();
  const invitation = useInvitation(invite, configuration.deployment === 'hosted');
  const user = useSession();
  const navigate = useNavigate();
  const toast = useToast();
  const { start, questions } = useLogOutFlow(user?.id ?? '', loginPath(joinPath(invite)));
  const { signup } = useSuspenseQuery(modesQuery).data;
  const heading = headingOf(invitation.view);
  usePageTitle(heading);

  const join = (): void => {
    const joins = invitation.view.kind === 'open';
    invitation.join.mutate(
      { invite_id: invite },
      {
        onSuccess: ({ company_id, company_name }) => {
          void navigate(profilePath(company_id));
          if (joins) toast(`You joined ${company_name}`);
        },
      },
    );
  };

  return (
    <div className={styles['guest']}>
      <PageHeading>{heading}</PageHeading>
      <div className={styles['sheet']}>
        <JoinPanel
          invitation={invitation}
          user={user}
          signupHref={signup?.enabled === true ? href(signupPath(invite)) : undefined}
          loginHref={href(loginPath(joinPath(invite)))}
          profileHref={href('/profile')}
          onJoin={join}
          onLogOut={start}
        />
      </div>
      {questions}
    </div>
  );
}
