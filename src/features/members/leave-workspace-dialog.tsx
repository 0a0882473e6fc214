import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import type { auth, organization } from '#contract/index.ts';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Question } from '#ui/question.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Time } from '#ui/time.tsx';
import styles from './members.module.css';
import { departureFrom } from './model.ts';
import { NewOwnerField } from './new-owner-field.tsx';
import { ownKeysQuery, useLeave, type OnLeft } from './queries.ts';

interface LeaveWorkspaceDialogProps {
  readonly workspace: organization.Workspace;
  readonly onClose: () => void;
  readonly onLeft: OnLeft;
}

/** Asks before a workspace is left, says what stops working, and lets its only owner hand it over in the same step. */
export const LeaveWorkspaceDialog = ({ workspace, onClose, onLeft }: LeaveWorkspaceDialogProps) => {
  const leave = useLeave(workspace.id, onLeft);
  const [owner, setOwner] = useState('');
  const departure = departureFrom(workspace);
  const handsOver = departure === 'hand_over' || leave.error?.failure === 'last_owner';

  const confirm = (): void => leave.mutate({ company_id: workspace.id, ...(handsOver && owner !== '' ? { new_owner: owner } : {}) });

  return (
    <Question
      title={`Leave ${workspace.name}?`}
      tone="danger"
      confirmLabel="Leave workspace"
      pending={leave.isPending}
      confirmDisabled={handsOver && owner === ''}
      {...(leave.error === null ? {} : { error: failureCopy(leave.error) })}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>You lose access to it. What you made there stays. You can come back only with a new invitation.</p>
      <LostKeys workspace={workspace.id} />
      {departure === 'alone' && (
        <p>You are its last member. When you leave, nobody can open it any more, and nobody can invite you back.</p>
      )}
      {handsOver && (
        <div className={styles['handover']}>
          <p>You are its only owner. Choose who takes over:</p>
          <NewOwnerField workspace={workspace} value={owner} onChange={setOwner} />
        </div>
      )}
    </Question>
  );
};

/** One's own keys there, which stop working. */
const LostKeys = ({ workspace }: { readonly workspace: string }) => {
  const { data, error, isFetching, refetch } = useQuery(ownKeysQuery(workspace));
  if (data === undefined && error !== null) {
    return (
      <FailurePanel
        title="Your keys there could not be listed"
        message={`${failureCopy(error)} All of them stop working when you leave.`}
        pending={isFetching}
        onRetry={() => void refetch()}
      />
    );
  }
  if (data === undefined) return <Skeleton lines={2} label="Loading what stops working" />;
  if (data.credentials.length === 0) return <p>You have no keys there. Your open invitation links stop working at once.</p>;
  return (
    <>
      <p>Your keys there stop working at once, and so do your open invitation links:</p>
      <ul className={styles['keys']}>
        {data.credentials.map((credential) => (
          <LostKey key={credential.access_key} credential={credential} />
        ))}
      </ul>
    </>
  );
};

const LostKey = ({ credential: { access_key, label, last_used, last_used_from } }: { readonly credential: auth.Credential }) => (
  <li>
    {label === undefined ? <code className={styles['key']}>{access_key}</code> : <strong>{label}</strong>}
    {', '}
    {last_used === undefined || last_used === null ? (
      'never used'
    ) : (
      <>
        last used <Time value={last_used} />
        {last_used_from === undefined || last_used_from === null ? '' : ` from ${last_used_from}`}
      </>
    )}
  </li>
);
