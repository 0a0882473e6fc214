import { useState } from 'react';
import type { invitations } from '#contract/index.ts';
import { number } from '#lib/count.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { roleNames } from '#lib/role-names.ts';
import styles from './invitations.module.css';
import { LinkFacts } from './link-facts.tsx';
import { shortId, stateNames } from './model.ts';

interface LinkListProps {
  readonly label: string;
  readonly invitations: readonly invitations.Invitation[];
  /** absent where they have ended */
  readonly onRevoke?: (invitation: invitations.Invitation) => void;
}

/** So many are drawn at a time: a workspace may have a thousand. */
const page = 50;

/** Links, newest first, with who made them and for whom. */
export const LinkList = ({ label, invitations, onRevoke }: LinkListProps) => {
  const [shown, setShown] = useState(page);
  if (invitations.length === 0) return null;
  const hidden = invitations.length - shown;
  return (
    <>
      <ul className={styles['links']} aria-label={label}>
        {invitations.slice(0, shown).map((invitation) => (
          <li key={invitation.id}>
            <About invitation={invitation} />
            {onRevoke !== undefined && (
              <div className={styles['handling']}>
                <Button size="s" variant="quiet" aria-label={`Revoke link ${shortId(invitation.id)}`} onClick={() => onRevoke(invitation)}>
                  Revoke
                </Button>
                <CopyButton text={invitation.url} label={`Copy ${shortId(invitation.id)}`} />
              </div>
            )}
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Button size="s" className={styles['more']} onClick={() => setShown(shown + page)}>
          Show {number(Math.min(hidden, page))} more
        </Button>
      )}
    </>
  );
};

const About = ({ invitation }: { readonly invitation: invitations.Invitation }) => {
  const { id, role, state, user_name, email, note } = invitation;
  return (
    <div className={styles['about']}>
      <p className={styles['maker']}>
        <code>{shortId(id)}…</code> <Badge>{roleNames[role]}</Badge>{' '}
        {state !== 'active' && <Badge tone="warning">{stateNames[state]}</Badge>} by {user_name}
      </p>
      {note !== undefined && <p className={styles['maker']}>{note}</p>}
      <p className={styles['remark']}>
        {email !== undefined && `Only for ${email}. `}
        <LinkFacts invitation={invitation} />
      </p>
    </div>
  );
};
