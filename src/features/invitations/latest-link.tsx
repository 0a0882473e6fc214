import type { organization } from '#contract/index.ts';
import { roleNames } from '#lib/role-names.ts';
import { ReadOnlyField } from '#ui/read-only-field.tsx';
import { LinkFacts } from './link-facts.tsx';
import styles from './invitations.module.css';

/** The link to send, and what it is worth. */
export const LatestLink = ({ invitation }: { readonly invitation: organization.Invitation }) => (
  <div className={styles['latest']}>
    <ReadOnlyField label="Invitation link" value={invitation.url} mono copyLabel="Copy link" />
    <p className={styles['remark']}>
      Who opens it joins as {roleNames[invitation.role].toLowerCase()}: <LinkFacts invitation={invitation} />.
    </p>
  </div>
);
