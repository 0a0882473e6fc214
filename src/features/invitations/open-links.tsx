import { useState } from 'react';
import type { invitations } from '#contract/index.ts';
import { count } from '#lib/count.ts';
import { Button } from '#ui/button.tsx';
import styles from './invitations.module.css';
import { LinkList } from './link-list.tsx';
import { RevokeLinks } from './revoke-links.tsx';

interface OpenLinksProps {
  readonly workspace: string;
  readonly invitations: readonly invitations.Invitation[];
}

/** The links by which somebody can join, to revoke one or all. */
export const OpenLinks = ({ workspace, invitations }: OpenLinksProps) => {
  const [asked, setAsked] = useState<readonly invitations.Invitation[]>();
  return (
    <>
      {invitations.length === 0 && <p className={styles['remark']}>No link is open.</p>}
      {invitations.length > 1 && (
        <div className={styles['all']}>
          <p className={styles['remark']}>{count(invitations.length, 'open link')}</p>
          <Button size="s" variant="quiet" onClick={() => setAsked(invitations)}>
            Revoke all
          </Button>
        </div>
      )}
      <LinkList label="Open links" invitations={invitations} onRevoke={(invitation) => setAsked([invitation])} />
      {asked !== undefined && <RevokeLinks workspace={workspace} invitations={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
};
