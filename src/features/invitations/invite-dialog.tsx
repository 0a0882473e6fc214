import { useQuery } from '@tanstack/react-query';
import { useRef, type RefObject } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import { workspacesQuery } from '#api/workspaces-query.ts';
import type { organization } from '#contract/index.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Notice } from '#ui/notice.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import styles from './invitations.module.css';
import { LatestLink } from './latest-link.tsx';
import { LinkLists } from './link-lists.tsx';
import { latestOf } from './model.ts';
import { NewLinkForm } from './new-link-form.tsx';
import { linksQuery, useOwnId } from './queries.ts';
import { useFirstLink } from './use-first-link.ts';

/** While it is open somebody may join by what it shows: how often it is read whether there is a place left, ms. The link stays, as it may be selected. */
const often = 20_000;

interface InviteDialogProps {
  /** as it was when the dialog was opened */
  readonly workspace: organization.Workspace;
  readonly onClose: () => void;
}

/** Shows one's latest open link for a workspace, and makes the first one where there is none; to who may not invite there any more, none. */
export const InviteDialog = ({ workspace: opened, onClose }: InviteDialogProps) => {
  const link = useRef<HTMLInputElement>(null);
  const { companies } = useQuery({ ...workspacesQuery, refetchInterval: often }).data ?? { companies: [opened] };
  const workspace = companies.find(({ id }) => id === opened.id);
  const invites = workspace?.actions?.includes('invite') === true;
  return (
    <Dialog title="Invite a user" size="m" initialFocus={link} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
      {invites ? (
        <div className={styles['invite']}>
          <p className={styles['remark']}>Send this link to whoever should work with you in {workspace.name}.</p>
          {typeof workspace.allowed === 'number' && workspace.allocated >= workspace.allowed && (
            <Notice tone="warning">
              {workspace.name} has reached its maximum number of members. The link works again once a place is free.
            </Notice>
          )}
          <Links workspace={workspace} link={link} />
        </div>
      ) : (
        <Notice tone="danger" title={`You can no longer invite to ${opened.name}`}>
          {workspace === undefined ? 'It was deleted, or you are no longer a member of it.' : 'Only owners and admins invite there.'} The
          links that you made do not work any more.
        </Notice>
      )}
    </Dialog>
  );
};

interface LinksProps {
  readonly workspace: organization.Workspace;
  readonly link: RefObject<HTMLInputElement | null>;
}

const Links = ({ workspace, link }: LinksProps) => {
  const links = useQuery(linksQuery(workspace.id, { active: true }));
  const me = useOwnId();
  const mine = me === undefined ? undefined : latestOf(links.data?.invites ?? [], me);
  const known = links.isFetchedAfterMount && links.isSuccess && me !== undefined;
  const first = useFirstLink(workspace.id, known ? mine !== undefined : undefined);

  /** A try whose answer was lost may have made one. */
  const retry = async (): Promise<void> => {
    const { isSuccess, data } = await links.refetch();
    if (isSuccess && me !== undefined && latestOf(data.invites, me) === undefined) first.retry();
  };

  if (links.error !== null && links.data === undefined) {
    return (
      <FailurePanel
        title="The invitation links could not be loaded"
        message={failureCopy(links.error)}
        pending={links.isFetching}
        onRetry={() => void links.refetch()}
      />
    );
  }
  if (first.error !== null && mine === undefined) {
    return (
      <FailurePanel
        title="No link could be made"
        message={failureCopy(first.error)}
        pending={first.isPending || links.isFetching}
        onRetry={() => void retry()}
      />
    );
  }
  if (links.data === undefined || first.isPending) return <Skeleton lines={3} label="Preparing a link" />;
  return (
    <>
      {mine === undefined ? (
        <p className={styles['remark']}>You have no open link for this workspace. Make one below.</p>
      ) : (
        <LatestLink invitation={mine} workspace={workspace.name} field={link} />
      )}
      <NewLinkForm workspace={workspace.id} />
      <LinkLists workspace={workspace.id} open={links.data.invites} />
    </>
  );
};
