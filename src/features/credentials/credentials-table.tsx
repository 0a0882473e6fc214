import { Pencil, Trash2 } from 'lucide-react';
import type { auth } from '#contract/index.ts';
import { IconButton } from '#ui/icon-button.tsx';
import { Table, TableCell } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import styles from './credentials.module.css';
import { nameOf } from './model.ts';

interface CredentialsTableProps {
  readonly credentials: readonly auth.Credential[];
  /** its name */
  readonly workspace: string;
  readonly onEdit: (credential: auth.Credential) => void;
  readonly onRevoke: (credential: auth.Credential) => void;
}

const columns = [
  { key: 'label', label: 'Label' },
  { key: 'key', label: 'Key' },
  { key: 'created', label: 'Created' },
  { key: 'used', label: 'Last used' },
  { key: 'from', label: 'Worker / IP' },
  { key: 'actions', label: 'Actions', hidden: true },
];

export const CredentialsTable = ({ credentials, workspace, onEdit, onRevoke }: CredentialsTableProps) => (
  <Table label={`App credentials of ${workspace}`} columns={columns}>
    {credentials.map((credential) => (
      <tr key={credential.access_key}>
        <TableCell label="Label">{credential.label || <span className={styles['absent']}>None</span>}</TableCell>
        <TableCell label="Key">
          <code className={`${styles['key']} ${styles['wide']}`}>{credential.access_key}</code>
        </TableCell>
        <TableCell label="Created">
          <Time value={credential.created} absent="Unknown" />
        </TableCell>
        <TableCell label="Last used">
          <Time value={credential.last_used} absent="Never" />
        </TableCell>
        <TableCell label="Worker / IP">
          {credential.last_used_from ?? <span className={`${styles['absent']} ${styles['wide']}`}>Not available</span>}
        </TableCell>
        <TableCell label="Actions">
          <span className={styles['actions']}>
            <IconButton
              label={`Edit label ${nameOf(credential)}`}
              icon={<Pencil aria-hidden="true" />}
              onClick={() => onEdit(credential)}
            />
            <IconButton label={`Revoke ${nameOf(credential)}`} icon={<Trash2 aria-hidden="true" />} onClick={() => onRevoke(credential)} />
          </span>
        </TableCell>
      </tr>
    ))}
  </Table>
);
