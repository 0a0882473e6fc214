import { useQuery } from '@tanstack/react-query';
import { failureCopy } from '#api/failure-copy.ts';
import type { Session } from '#contract/account.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Table, TableCell } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import styles from './account.module.css';
import { deviceOf } from './device.ts';
import { sessionsQuery } from './queries.ts';

const columns = [
  { key: 'device', label: 'Device' },
  { key: 'address', label: 'Address' },
  { key: 'started', label: 'Started' },
  { key: 'seen', label: 'Last seen' },
  { key: 'actions', label: 'Actions', hidden: true },
];

interface SessionTableProps {
  readonly onReach: () => void;
  readonly onEnd: (ended: Session | { readonly others: number }) => void;
}

interface EndButtonProps {
  readonly session: Session;
  readonly onEnd: (ended: Session) => void;
}

const EndButton = ({ session, onEnd }: EndButtonProps) => (
  <Button
    size="s"
    aria-label={`Log out ${deviceOf(session.user_agent)} at ${session.last_used_from ?? 'an unknown address'}`}
    onClick={() => onEnd(session)}
  >
    Log out
  </Button>
);

/** Where one is logged in. */
export const SessionTable = ({ onReach, onEnd }: SessionTableProps) => {
  const sessions = useQuery(sessionsQuery);
  const { data, error } = sessions;
  if (data === undefined && error !== null) {
    return (
      <div className={styles['sessions']}>
        <FailurePanel
          title="Your sessions could not be loaded"
          message={failureCopy(error)}
          pending={sessions.isFetching}
          onRetry={() => void sessions.refetch()}
        />
      </div>
    );
  }
  if (data === undefined)
    return (
      <div className={styles['sessions']}>
        <Skeleton lines={2} height="7rem" label="Loading sessions" />
      </div>
    );
  const others = data.sessions.filter(({ current }) => !current).length;
  return (
    <div className={styles['sessions']} onPointerEnter={onReach} onFocus={onReach}>
      <Table label="Sessions" columns={columns}>
        {data.sessions.map((session) => (
          <tr key={session.id}>
            <TableCell label="Device" as="name">
              {deviceOf(session.user_agent)}
            </TableCell>
            <TableCell label="Address">{session.last_used_from ?? 'Unknown'}</TableCell>
            <TableCell label="Started">
              <Time value={session.created} />
            </TableCell>
            <TableCell label="Last seen">
              <Time value={session.last_used} />
            </TableCell>
            <TableCell label="Actions" as="actions">
              <span>{session.current ? <Badge tone="accent">This session</Badge> : <EndButton session={session} onEnd={onEnd} />}</span>
            </TableCell>
          </tr>
        ))}
      </Table>
      {others === 0 ? (
        <p className={styles['remark']}>You are logged in nowhere else.</p>
      ) : (
        <div>
          <Button onClick={() => onEnd({ others })}>Log out all others</Button>
        </div>
      )}
    </div>
  );
};
