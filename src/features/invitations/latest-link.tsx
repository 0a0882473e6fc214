import { useEffect, type RefObject } from 'react';
import type { invitations } from '#contract/index.ts';
import { roleNames } from '#lib/role-names.ts';
import { ReadOnlyField } from '#ui/read-only-field.tsx';
import { LinkFacts } from './link-facts.tsx';
import styles from './invitations.module.css';

interface LatestLinkProps {
  readonly invitation: invitations.Invitation;
  readonly field: RefObject<HTMLInputElement | null>;
}

/** The link to send, and what it is worth. */
export const LatestLink = ({ invitation, field }: LatestLinkProps) => {
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
      <ReadOnlyField ref={field} label="Invitation link" value={invitation.url} mono copyLabel="Copy link" />
      <p className={styles['remark']}>
        Who opens it joins as {roleNames[invitation.role].toLowerCase()}: <LinkFacts invitation={invitation} />.
      </p>
    </div>
  );
};
