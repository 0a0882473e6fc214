import { useQuery } from '@tanstack/react-query';
import { failureCopy } from '#api/failure-copy.ts';
import { refusalCopy } from '#api/refusal-copy.ts';
import { Notice } from '#ui/notice.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { invitationFailures } from './invitation-failures.ts';
import { invitationQuery } from './queries.ts';

interface InvitedByProps {
  readonly invite: string;
  /** signing up by it was refused: the form says why */
  readonly refused: boolean;
}

/** Who invites to which workspace, or why the link no longer does. */
export const InvitedBy = ({ invite, refused }: InvitedByProps) => {
  const { data, error } = useQuery(invitationQuery(invite));
  if (error !== null) return <Notice tone="danger">{failureCopy(error)}</Notice>;
  if (data === undefined) return <Skeleton label="Looking up the invitation" />;
  if (data.state !== 'active') return <Notice tone="warning">{refusalCopy[invitationFailures[data.state]]}</Notice>;
  return (
    <p>
      <strong>{data.user_name ?? 'A member'}</strong> invites you to <strong>{data.company_name}</strong>.
      {refused ? '' : ' Signing up joins it.'}
      {data.bound === true && ' The link is for one e-mail address only: use the one that it was made for.'}
    </p>
  );
};
