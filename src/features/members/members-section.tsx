import { LogOut } from 'lucide-react';
import { useId, useState } from 'react';
import type { Configuration, organization } from '#contract/index.ts';
import { seatsText } from '#lib/seats-text.ts';
import { AvatarRow } from '#ui/avatar-row.tsx';
import { Button } from '#ui/button.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Notice } from '#ui/notice.tsx';
import { Over } from '#ui/over.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { Admission } from './admission.tsx';
import { InviteButton } from './invite-button.tsx';
import styles from './members.module.css';
import { isFull } from './model.ts';
import type { OnLeft } from './queries.ts';

const LeaveWorkspaceDialog = lazily(() => import('./leave-workspace-dialog.tsx').then((file) => file.LeaveWorkspaceDialog));

interface MembersSectionProps {
  readonly workspace: organization.Workspace;
  readonly configuration: Configuration;
  readonly onInvite: () => void;
  /** what was left, and the workspace to go on in */
  readonly onLeft: (left: organization.Workspace, ...next: Parameters<OnLeft>) => ReturnType<OnLeft>;
  /** where all of them are listed */
  readonly membersHref: string;
}

/** Who is in a workspace, and the ways in and out of it. */
export const MembersSection = ({ workspace, configuration, onInvite, onLeft, membersHref }: MembersSectionProps) => {
  const named = useId();
  const shared = configuration.deployment === 'hosted';
  if (workspace.allocated === 0) return null; // an old ClearML Server does not say who is in it
  const people = [...workspace.owners, ...(workspace.members ?? [])];
  return (
    <section className={styles['section']} aria-labelledby={`${named}-heading`}>
      <header className={styles['header']}>
        <h4 id={`${named}-heading`}>Members</h4>
        {shared && <InviteButton workspace={workspace} describedBy={named} onInvite={onInvite} />}
        <span id={named} hidden>
          {workspace.name}
        </span>
      </header>
      <div className={styles['people']}>
        <AvatarRow
          people={people.map(({ id, name, avatar }) => ({ id, name, avatar: avatar ?? null }))}
          more={Math.max(0, workspace.allocated - people.length)}
          label={`Members of ${workspace.name}`}
        />
        <p className={styles['seats']}>{seatsText(workspace)}</p>
        {configuration.deployment !== 'connected' && (
          <TextLink href={membersHref} aria-describedby={named}>
            All members
          </TextLink>
        )}
        {shared && workspace.personal !== true && (
          <Leave workspace={workspace} describedBy={named} onLeft={(...next) => onLeft(workspace, ...next)} />
        )}
      </div>
      {isFull(workspace) && (
        <Notice tone="warning">
          {workspace.name} has reached its maximum number of members. Nobody can join until a place is free, or whoever runs this server
          allows more.
        </Notice>
      )}
      {!shared && (
        <p className={styles['remark']}>
          <Admission />
        </p>
      )}
      {shared && workspace.personal === true && (
        <p className={styles['remark']}>This is your personal workspace. It came with your account, so it cannot be left.</p>
      )}
    </section>
  );
};

interface LeaveProps {
  readonly workspace: organization.Workspace;
  readonly describedBy: string;
  readonly onLeft: OnLeft;
}

const Leave = ({ workspace, describedBy, onLeft }: LeaveProps) => {
  const [asked, setAsked] = useState(false);
  return (
    <div className={styles['leave']}>
      <Button
        size="s"
        icon={<LogOut aria-hidden="true" />}
        aria-describedby={describedBy}
        onPointerEnter={() => LeaveWorkspaceDialog.preload()}
        onFocus={() => LeaveWorkspaceDialog.preload()}
        onClick={() => setAsked(true)}
      >
        Leave workspace
      </Button>
      <Over>{asked && <LeaveWorkspaceDialog workspace={workspace} onClose={() => setAsked(false)} onLeft={onLeft} />}</Over>
    </div>
  );
};
