import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import type { organization } from '#contract/index.ts';
import type * as managing from '#contract/managing.ts';
import { keyName, labelOf } from '#lib/key-label.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Empty } from '#ui/empty.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Table, TableCell } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useWorking } from '#ui/use-working.ts';
import styles from './members.module.css';
import { memberKeysQuery } from './queries.ts';
import { RevokeKeyQuestion } from './revoke-key-question.tsx';

interface MemberKeysDialogProps {
  readonly workspace: organization.Workspace;
  readonly member: organization.Member;
  readonly onClose: () => void;
}

const columns = [
  { key: 'label', label: 'Label' },
  { key: 'key', label: 'Key' },
  { key: 'used', label: 'Last used' },
  { key: 'from', label: 'Worker / IP' },
  { key: 'expires', label: 'Expires' },
  { key: 'actions', label: 'Actions', hidden: true },
];

/** The keys of a member in a workspace, each of which can be ended. */
export const MemberKeysDialog = ({ workspace, member, onClose }: MemberKeysDialogProps) => {
  const { data, error, isFetching, refetch } = useQuery(memberKeysQuery(workspace.id, member.id));
  const [asked, setAsked] = useState<managing.MemberCredential>();
  const title = `Keys of ${member.name}`;
  return (
    <Dialog title={title} size="l" onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
      {data === undefined && error !== null && (
        <FailurePanel
          title="The keys could not be loaded"
          message={failureCopy(error)}
          pending={isFetching}
          onRetry={() => void refetch()}
        />
      )}
      {data === undefined && error === null && <Skeleton lines={Math.min(member.credentials + 1, 8)} label="Loading keys" />}
      {data?.credentials.length === 0 && <Empty title="No keys">{member.name} has no keys in this workspace.</Empty>}
      {data !== undefined && data.credentials.length > 0 && (
        <Table label={title} columns={columns}>
          {data.credentials.map((credential) => (
            <KeyRow key={credential.access_key} credential={credential} onRevoke={() => setAsked(credential)} />
          ))}
        </Table>
      )}
      {asked !== undefined && (
        <RevokeKeyQuestion
          workspace={workspace.id}
          credential={asked}
          onClose={() => setAsked(undefined)}
          onRevoked={() => setAsked(undefined)}
        />
      )}
    </Dialog>
  );
};

interface KeyRowProps {
  readonly credential: managing.MemberCredential;
  readonly onRevoke: () => void;
}

const KeyRow = ({ credential, onRevoke }: KeyRowProps) => (
  <tr>
    <TableCell label="Label" as="name">
      {labelOf(credential) ?? 'No label'} {credential.read_only === true && <Badge>Read-only</Badge>}
    </TableCell>
    <TableCell label="Key">
      <code className={styles['key']}>{credential.access_key}</code>
    </TableCell>
    <TableCell label="Last used">
      <Time value={credential.last_used} absent="Never" />
    </TableCell>
    <TableCell label="Worker / IP">{credential.last_used_from ?? 'Not available'}</TableCell>
    <TableCell label="Expires">
      {/* one thing, where cells are stacked */}
      <span>
        <Time value={credential.expires} absent="No expiry" />{' '}
        {useWorking([credential]).length === 0 && <Badge tone="danger">Expired</Badge>}
      </span>
    </TableCell>
    <TableCell label="Actions" as="actions">
      <Button size="s" aria-label={`Revoke ${keyName(credential)}`} onClick={onRevoke}>
        Revoke
      </Button>
    </TableCell>
  </tr>
);
