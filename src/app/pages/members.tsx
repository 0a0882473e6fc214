import { Suspense, useState } from 'react';
import { useHref } from 'react-router-dom';
import { InviteButton } from '#features/members/invite-button.tsx';
import { MembersTable } from '#features/members/members-table.tsx';
import { seatsText } from '#features/members/model.ts';
import { Breadcrumb } from '#ui/breadcrumb.tsx';
import { lazily } from '#ui/lazily.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { usePageTitle } from '../layout/page-title.ts';
import { useWorkspace } from '../layout/workspace-gate.tsx';
import { profilePath } from '../paths.ts';
import { useSite } from '../use-site.ts';
import styles from './members.module.css';

const InviteDialog = lazily(() => import('#features/invitations/invite-dialog.tsx').then((file) => file.InviteDialog));

/** Everybody in the current workspace. */
export default function MembersPage() {
  const workspace = useWorkspace();
  usePageTitle('Members', workspace.name);
  const { configuration } = useSite();
  const profileHref = useHref(profilePath(workspace.id));
  const [inviting, setInviting] = useState(false);

  return (
    <>
      <Breadcrumb items={[{ label: workspace.name, href: profileHref }, { label: 'Members' }]} />
      <div className={styles['head']}>
        <PageHeading>Members</PageHeading>
        <p className={styles['seats']}>{seatsText(workspace)}</p>
        {configuration.deployment === 'hosted' && <InviteButton workspace={workspace} onInvite={() => setInviting(true)} />}
      </div>
      <MembersTable key={workspace.id} workspace={workspace} />
      <Suspense fallback={null}>{inviting && <InviteDialog workspace={workspace} onClose={() => setInviting(false)} />}</Suspense>
    </>
  );
}
