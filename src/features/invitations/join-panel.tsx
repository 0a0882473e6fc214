import { failureCopy } from '#api/failure-copy.ts';
import type { CurrentUser } from '#contract/users.ts';
import { roleNames } from '#lib/role-names.ts';
import { Button } from '#ui/button.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Notice } from '#ui/notice.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { TextLink } from '#ui/text-link.tsx';
import styles from './invitations.module.css';
import { deadCopy } from './model.ts';
import type { InvitationView, useInvitation } from './use-invitation.ts';

interface JoinPanelProps {
  readonly invitation: ReturnType<typeof useInvitation>;
  /** who is logged in */
  readonly user: CurrentUser | null;
  /** absent where nobody can sign up here */
  readonly signupHref: string | undefined;
  readonly loginHref: string;
  readonly profileHref: string;
  readonly onJoin: () => void;
  /** to come back as somebody else */
  readonly onLogOut: () => void;
}

/** What an invitation offers to whoever opened it, or why it offers nothing. */
export const JoinPanel = (props: JoinPanelProps) => {
  const { view } = props.invitation;
  switch (view.kind) {
    case 'loading':
      return <Skeleton lines={3} label="Reading the invitation" />;
    case 'failed':
      return (
        <FailurePanel
          title="The invitation could not be read"
          message={failureCopy(view.error)}
          pending={view.pending}
          onRetry={view.retry}
        />
      );
    case 'dead':
      return <Dead {...props} view={view} />;
    case 'open':
    case 'member':
      return <Open {...props} view={view} />;
  }
};

type OpenView = Extract<InvitationView, { kind: 'open' | 'member' }>;

const Open = ({ invitation, user, signupHref, loginHref, onJoin, onLogOut, view }: JoinPanelProps & { readonly view: OpenView }) => {
  const { join } = invitation;
  return (
    <div className={styles['join']}>
      <Offer view={view} />
      {user === null && view.bound && (
        <Notice tone="info">This link is for one e-mail address only: sign up or log in with the address that it was made for.</Notice>
      )}
      {user === null ? (
        <div className={styles['actions']}>
          {signupHref !== undefined && (
            <TextLink className={`${styles['way']} ${styles['first']}`} href={signupHref}>
              Sign up
            </TextLink>
          )}
          <TextLink className={styles['way']} href={loginHref}>
            Log in
          </TextLink>
        </div>
      ) : (
        <>
          <p>
            You are logged in as <strong>{user.name}</strong>
            {user.email === undefined ? '' : ` (${user.email})`}.
          </p>
          {join.error !== null && <Notice tone="danger">{failureCopy(join.error)}</Notice>}
          <div className={styles['actions']}>
            <Button variant="primary" pending={join.isPending} onClick={onJoin}>
              {view.kind === 'member' ? 'Open workspace' : 'Join'}
            </Button>
            <Button disabled={join.isPending} onClick={onLogOut}>
              Log in as somebody else
            </Button>
          </div>
        </>
      )}
    </div>
  );
};

const Offer = ({ view: { kind, workspace, inviter, role, seats } }: { readonly view: OpenView }) => (
  <>
    {kind === 'member' ? (
      <p>You are a member of {workspace} already.</p>
    ) : (
      <p>
        {inviter === undefined ? 'You are invited' : `${inviter} invites you`} to {workspace}
        {role === undefined ? '' : `, as ${roleNames[role].toLowerCase()}`}. Its members see your name and e-mail address.
      </p>
    )}
    {seats !== undefined && <p className={styles['remark']}>{seats}</p>}
  </>
);

type DeadProps = JoinPanelProps & { readonly view: Extract<InvitationView, { kind: 'dead' }> };

const Dead = ({ view: { state, pending, again }, user, loginHref, profileHref, onLogOut }: DeadProps) => (
  <div className={styles['join']}>
    <p>{deadCopy[state].message}</p>
    <p>
      <strong>{deadCopy[state].advice}</strong>
    </p>
    {user !== null && state === 'wrong_account' && (
      <p>
        You are logged in as <strong>{user.name}</strong>
        {user.email === undefined ? '' : ` (${user.email})`}.
      </p>
    )}
    <div className={styles['actions']}>
      {state === 'full' && (
        <Button pending={pending} onClick={again}>
          Check again
        </Button>
      )}
      {user !== null && state === 'wrong_account' && <Button onClick={onLogOut}>Log in as somebody else</Button>}
      {user === null ? <TextLink href={loginHref}>Log in</TextLink> : <TextLink href={profileHref}>Go to your profile</TextLink>}
    </div>
  </div>
);
