import { useEffect, type RefObject } from 'react';
import type { invitations } from '#contract/index.ts';
import { roleNames } from '#lib/role-names.ts';
import { Notice } from '#ui/notice.tsx';
import { ReadOnlyField } from '#ui/read-only-field.tsx';
import { LinkFacts } from './link-facts.tsx';
import styles from './invitations.module.css';
import { whoJoins } from './model.ts';
import { ShareLink } from './share-link.tsx';

interface LatestLinkProps {
  readonly invitation: invitations.Invitation;
  /** name of the workspace that it leads to */
  readonly workspace: string;
  readonly field: RefObject<HTMLInputElement | null>;
}

/** The link to send, and what it is worth. */
export const LatestLink = ({ invitation, workspace, field }: LatestLinkProps) => {
  // until the link is there, the focus waits on the dialog itself, or is on its way to it
  useEffect(() => {
    const dialog = field.current?.closest('[role=dialog]') ?? null;
    if (document.activeElement === dialog) field.current?.focus();
    if (dialog === null || dialog.contains(document.activeElement)) return;
    const arrived = ({ target }: Event): void => void (target === dialog && field.current?.focus());
    dialog.addEventListener('focusin', arrived, { once: true });
    return () => dialog.removeEventListener('focusin', arrived);
  }, [field]);
  return (
    <div className={styles['latest']}>
      <Cautions invitation={invitation} />
      <ReadOnlyField ref={field} label="Invitation link" value={invitation.url} mono copyLabel="Copy link" />
      <p className={styles['remark']}>
        {whoJoins(invitation)} can join by it, as {roleNames[invitation.role].toLowerCase()}. <LinkFacts invitation={invitation} />.
      </p>
      <ShareLink url={invitation.url} workspace={workspace} />
    </div>
  );
};

/** What the usual link would not do: nobody sends it unawares. */
const Cautions = ({ invitation: { role, expires } }: Pick<LatestLinkProps, 'invitation'>) => {
  const said = [
    ...(role === 'admin' ? ['Who joins by this link becomes an admin, who invites people and removes members.'] : []),
    ...(expires === null ? ['This link never expires: it works until it is revoked.'] : []),
  ];
  return said.length > 0 && <Notice tone="warning">{said.join(' ')}</Notice>;
};
