import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import type { organization } from '#contract/index.ts';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Question } from '#ui/question.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { HandOverFields, type HandOver } from './hand-over-fields.tsx';
import { LostAccess } from './lost-access.tsx';
import { ownDepartureQuery, useLeave, type OnLeft } from './queries.ts';

interface LeaveWorkspaceDialogProps {
  readonly workspace: organization.Workspace;
  readonly onClose: () => void;
  readonly onLeft: OnLeft;
}

/** Failures that are said elsewhere: at a field, by asking for a new owner, or not at all, as what was wanted is so. */
const saidElsewhere = ['invalid_user_id', 'last_owner', 'unknown_workspace'];

/** Asks before a workspace is left, says what stops working, and lets its only owner hand it over in the same step. */
export const LeaveWorkspaceDialog = ({ workspace, onClose, onLeft }: LeaveWorkspaceDialogProps) => {
  const impact = useQuery(ownDepartureQuery(workspace.id));
  const [refusedAsLast, setRefusedAsLast] = useState(false);
  const { leave, isPending, error } = useLeave(workspace.id, onLeft);
  if (error?.failure === 'last_owner' && !refusedAsLast) setRefusedAsLast(true);
  const [handOver, setHandOver] = useState<HandOver>({ heir: '', name: '' });
  const [tried, setTried] = useState<HandOver>();
  const loading = impact.data === undefined && impact.error === null;
  // the last word is the server's: the other owners may have gone since
  const alone = workspace.allocated <= 1 && impact.data?.sole_owner !== true;
  const handsOver = !alone && (impact.data?.sole_owner === true || refusedAsLast);

  const confirm = (): void => {
    if (!handsOver) return leave(alone ? { delete: true } : {});
    setTried(handOver);
    if (handOver.heir !== '' && handOver.name.trim() === workspace.name) leave({ new_owner: handOver.heir });
  };

  return (
    <Question
      title={`Leave ${workspace.name}?`}
      tone="danger"
      confirmLabel="Leave workspace"
      pending={isPending}
      confirmDisabled={loading}
      {...(error === null || saidElsewhere.includes(error.failure) ? {} : { error: failureCopy(error) })}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>
        {alone
          ? 'You are its only member: when you leave, it is deleted. This cannot be undone.'
          : 'You lose access to it. What you made there stays. You can come back only with a new invitation.'}
      </p>
      {impact.data !== undefined && <LostAccess impact={impact.data} />}
      {loading && <Skeleton lines={2} label="Loading what stops working" />}
      {impact.data === undefined && impact.error !== null && (
        <FailurePanel
          title="What stops working could not be listed"
          message={`${failureCopy(impact.error)} All of your keys and invitation links there stop working when you leave.`}
          pending={impact.isFetching}
          onRetry={() => void impact.refetch()}
        />
      )}
      {handsOver && (
        <HandOverFields
          workspace={workspace}
          value={handOver}
          onChange={setHandOver}
          tried={tried !== undefined}
          refused={error?.failure === 'invalid_user_id' && handOver.heir === tried?.heir}
        />
      )}
    </Question>
  );
};
