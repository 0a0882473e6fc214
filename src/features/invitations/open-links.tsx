import { useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import type { invitations } from '#contract/index.ts';
import { roleNames } from '#lib/role-names.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Question } from '#ui/question.tsx';
import { LinkFacts } from './link-facts.tsx';
import styles from './invitations.module.css';
import { shortId } from './model.ts';
import { useRevokeInvites } from './queries.ts';

interface OpenLinksProps {
  readonly workspace: string;
  readonly invitations: readonly invitations.Invitation[];
}

/** Every open link of the workspace, whoever made it. */
export const OpenLinks = ({ workspace, invitations }: OpenLinksProps) => {
  const [asked, setAsked] = useState<invitations.Invitation>();
  if (invitations.length === 0) return null;
  return (
    <section className={styles['open']} aria-labelledby="open-links">
      <h3 id="open-links">Open links</h3>
      <ul>
        {invitations.map((invitation) => (
          <li key={invitation.id}>
            <div>
              <p className={styles['maker']}>
                <code>{shortId(invitation.id)}…</code> <Badge>{roleNames[invitation.role]}</Badge> {invitation.user_name}
              </p>
              <p className={styles['remark']}>
                <LinkFacts invitation={invitation} />
              </p>
            </div>
            <Button size="s" variant="quiet" aria-label={`Revoke link ${shortId(invitation.id)}`} onClick={() => setAsked(invitation)}>
              Revoke link
            </Button>
          </li>
        ))}
      </ul>
      {asked !== undefined && <RevokeLink workspace={workspace} invitation={asked} onClose={() => setAsked(undefined)} />}
    </section>
  );
};

interface RevokeLinkProps {
  readonly workspace: string;
  readonly invitation: invitations.Invitation;
  readonly onClose: () => void;
}

const RevokeLink = ({ workspace, invitation, onClose }: RevokeLinkProps) => {
  const revoke = useRevokeInvites(workspace);
  return (
    <Question
      title={`Revoke link ${shortId(invitation.id)}?`}
      tone="danger"
      confirmLabel="Revoke"
      pending={revoke.isPending}
      {...(revoke.error === null ? {} : { error: failureCopy(revoke.error) })}
      onConfirm={() => revoke.mutate({ invites: [invitation.id] }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>
        {invitation.user_name}’s link: <LinkFacts invitation={invitation} />. Nobody can join by it any more; who has joined stays.
      </p>
    </Question>
  );
};
