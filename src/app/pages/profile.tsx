import { CloudAccessCard } from '#features/cloud-access/cloud-access-card.tsx';
import { CredentialsSection } from '#features/credentials/credentials-section.tsx';
import { MembersSection } from '#features/members/members-section.tsx';
import { PreferencesCard } from '#features/preferences/preferences-card.tsx';
import { ProfileName } from '#features/session/profile-name.tsx';
import { useSession } from '#features/session/queries.ts';
import { WorkspacesCard } from '#features/workspaces/workspaces-card.tsx';
import { href } from '../href.ts';
import { AccountCard } from '../layout/account-card.tsx';
import { CloudUses } from '../layout/cloud-uses.tsx';
import { FirstStepsPlace } from '../layout/first-steps-place.tsx';
import { useInvite } from '../layout/invite.tsx';
import { PageTop } from '../layout/page-top.tsx';
import { useCreated } from '../layout/use-created.ts';
import { useDeleted } from '../layout/use-deleted.ts';
import { useLastUser } from '../layout/use-last-user.ts';
import { useLeft } from '../layout/use-left.ts';
import { usePrepare } from '../layout/use-prepare.ts';
import { useRowStart } from '../layout/use-row-start.ts';
import { useSwitch } from '../layout/use-switch.ts';
import { useWorkspace } from '../layout/workspace-gate.tsx';
import { activityPath, membersPath } from '../paths.ts';
import { useSite } from '../use-site.ts';

/** The page of the seed document: one's name, preferences, cloud access, and workspaces; and one's account. */
export default function ProfilePage() {
  const { id, workspace } = useWorkspace();
  const site = useSite();
  const user = useSession();
  const lastUser = useLastUser();
  const invite = useInvite();
  const left = useLeft(id);

  return (
    <>
      <PageTop workspace={workspace} title="Profile" />
      {lastUser !== null && <ProfileName user={lastUser} />}
      {lastUser !== null && workspace !== undefined && <FirstStepsPlace user={lastUser} workspace={workspace} />}
      <PreferencesCard configuration={site.configuration} />
      <CloudAccessCard start={useRowStart()} uses={site.configuration.deployment === 'connected' ? CloudUses : undefined} />
      <WorkspacesCard
        current={id}
        configuration={site.configuration}
        onSwitch={useSwitch('#workspaces')}
        onReach={usePrepare()}
        onCreated={useCreated()}
        onDeleted={useDeleted()}
        activityHref={(shown) => href(activityPath(shown))}
        renderCredentials={(shown, current) => <CredentialsSection workspace={shown} current={current} {...site} />}
        renderMembers={(shown) => (
          <MembersSection
            workspace={shown}
            configuration={site.configuration}
            onInvite={() => invite(shown)}
            onLeft={left}
            membersHref={href(membersPath(shown.id))}
          />
        )}
      />
      {user !== null && <AccountCard user={user} />}
    </>
  );
}
