import { useEffect, type RefObject } from 'react';
import type { organization } from '#contract/index.ts';
import { roleNames } from '#lib/role-names.ts';
import { ReadOnlyField } from '#ui/read-only-field.tsx';
import { LinkFacts } from './link-facts.tsx';
import styles from './invitations.module.css';

interface LatestLinkProps {
  readonly invitation: organization.Invitation;
  readonly field: RefObject<HTMLInputElement | null>;
}

/** The link to send, and what it is worth. */
export const LatestLink = ({ invitation, field }: LatestLinkProps) => {
  // until the link is there, the focus waits on the dialog itself
  useEffect(() => {
    if (document.activeElement?.matches('[role=dialog]') === true) field.current?.focus();
  }, [field]);
  return (
    <div className={styles['latest']}>
      <ReadOnlyField ref={field} label="Invitation link" value={invitation.url} mono copyLabel="Copy link" />
      <p className={styles['remark']}>
        Who opens it joins as {roleNames[invitation.role].toLowerCase()}: <LinkFacts invitation={invitation} />.
      </p>
    </div>
  );
};
