import type { QueryClient } from '@tanstack/react-query';
import { Admission } from '#features/members/admission.tsx';
import { InviteButton } from '#features/members/invite-button.tsx';
import { listingIn } from '#features/members/listing.ts';
import { MembersTable } from '#features/members/members-table.tsx';
import { memberPage } from '#features/members/queries.ts';
import { seatsText } from '#lib/seats-text.ts';
import { Empty } from '#ui/empty.tsx';
import { ActivityLink } from '../layout/activity-link.tsx';
import { useInvite } from '../layout/invite.tsx';
import { PageTop } from '../layout/page-top.tsx';
import { useWorkspace } from '../layout/workspace-gate.tsx';
import { readAhead } from '../read-ahead.ts';
import { useSite } from '../use-site.ts';
import styles from './members.module.css';

/** Reads ahead what the page at this address shows first; kept for no longer than somebody hesitates over a link, as others change it too. */
export const prepare = (client: QueryClient, workspace: string, { searchParams }: URL): void =>
  readAhead(client, { ...memberPage(workspace, listingIn(searchParams), null), gcTime: 3000 });

/** Everybody in the current workspace. */
export default function MembersPage() {
  const { id, workspace } = useWorkspace();
  const { configuration } = useSite();
  const invite = useInvite();

  return (
    <>
      <PageTop workspace={workspace} title="Members" />
      {workspace !== undefined && (
        <>
          <div className={styles['head']}>
            <div className={styles['about']}>
              <p className={styles['seats']}>{seatsText(workspace)}</p>
              <ActivityLink workspace={workspace} />
            </div>
            {configuration.deployment === 'hosted' && <InviteButton workspace={workspace} onInvite={() => invite(workspace)} />}
          </div>
          {configuration.deployment === 'self-hosted' && (
            <p className={styles['seats']}>
              <Admission />
            </p>
          )}
          {configuration.deployment === 'connected' ? (
            <Empty title="Your ClearML Server has no list of members">Who is in {workspace.name} is shown on your profile.</Empty>
          ) : (
            <MembersTable key={id} workspace={workspace} />
          )}
        </>
      )}
    </>
  );
}
