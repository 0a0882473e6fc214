import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiError, FailureName } from '#api/api-error.ts';
import { failureCopy } from '#api/failure-copy.ts';
import type { organization } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Question } from '#ui/question.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { TypedName } from '#ui/typed-name.tsx';
import { HandOverFields, type HandOver } from './hand-over-fields.tsx';
import { LeavingNews } from './leaving-news.tsx';
import { LostAccess } from './lost-access.tsx';
import { otherName } from './model.ts';
import { ownDepartureQuery, useLeave, type OnLeft } from './queries.ts';

interface LeaveWorkspaceDialogProps {
  readonly workspace: organization.Workspace;
  readonly onClose: () => void;
  readonly onLeft: OnLeft;
}

/** Failures that are said elsewhere: at a field, by asking for a new owner, or not at all, as what was wanted is so. */
const saidElsewhere = ['invalid_user_id', 'account_disabled', 'last_owner', 'unknown_workspace'];

/** Why somebody cannot take over, where that is what a failure is about. */
const heirCopy = (failure: FailureName | undefined, name: string): string | undefined => {
  if (failure === 'invalid_user_id') return `${name} is no longer a member. Choose somebody else.`;
  return failure === 'account_disabled' ? `The account of ${name} is disabled. Choose somebody else.` : undefined;
};

/** Asks before a workspace is left, says what stops working, and lets its only owner hand it over in the same step. */
export const LeaveWorkspaceDialog = ({ workspace, onClose, onLeft }: LeaveWorkspaceDialogProps) => {
  const impact = useQuery(ownDepartureQuery(workspace.id));
  const [refusedAsLast, setRefusedAsLast] = useState(false);
  const [handOver, setHandOver] = useState<HandOver>({ heir: undefined, name: '' });
  const [tried, setTried] = useState<HandOver>();
  const refused = ({ failure }: ApiError): void => {
    if (failure === 'last_owner') setRefusedAsLast(true);
    if (heirCopy(failure, '') !== undefined) setHandOver((given) => ({ ...given, heir: undefined }));
  };
  const { leave, isPending, error } = useLeave(workspace.id, onLeft, refused);
  const loading = impact.data === undefined && impact.error === null;
  const alone = workspace.allocated <= 1 && impact.data?.sole_owner !== true;
  // it was read again since the refusal; where that failed, the refusal stands
  const unread = impact.data === undefined || impact.error !== null;
  const handsOver = !alone && (impact.data?.sole_owner === true || (refusedAsLast && unread));

  const confirm = (): void => {
    if (loading || isPending) return undefined;
    if (!handsOver && !alone) return leave({});
    setTried(handOver);
    if (otherName(handOver.name, workspace) !== undefined) return undefined;
    if (alone) return leave({ delete: true });
    if (handOver.heir !== undefined) leave({ new_owner: handOver.heir.id });
    return undefined;
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
      <LeavingNews way={alone ? 'ending' : handsOver ? 'handing_over' : 'going'} settled={!loading && !impact.isFetching} />
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
      {alone && (
        <TypedName
          name={workspace.name}
          what="leave and delete it"
          value={handOver.name}
          maxLength={limits.workspaceName}
          error={tried === undefined ? undefined : otherName(handOver.name, workspace)}
          onChange={(name) => setHandOver({ heir: undefined, name })}
          onConfirm={confirm}
        />
      )}
      {handsOver && (
        <HandOverFields
          workspace={workspace}
          value={handOver}
          onChange={setHandOver}
          onConfirm={confirm}
          tried={tried !== undefined}
          refused={heirCopy(error?.failure, tried?.heir?.name ?? '')}
        />
      )}
    </Question>
  );
};
