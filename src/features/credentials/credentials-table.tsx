import { memo } from 'react';
import type { auth } from '#contract/index.ts';
import { labelOf } from '#lib/key-label.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Checkbox } from '#ui/checkbox.tsx';
import { Table, TableCell } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useNow } from '#ui/use-now.ts';
import styles from './credentials.module.css';
import { stateOf } from './key-state.ts';
import { KeyStateCell } from './key-state-cell.tsx';
import { nameAmong } from './model.ts';

/** What can be done with keys of the table. */
export interface KeyActions {
  readonly onEdit: (credential: auth.Credential) => void;
  readonly onRotate: (credential: auth.Credential) => void;
  readonly onRevoke: (credentials: readonly auth.Credential[]) => void;
}

interface CredentialsTableProps extends KeyActions {
  readonly credentials: readonly auth.Credential[];
  /** its name */
  readonly workspace: string;
  /** whether they can expire and be rotated */
  readonly lives: boolean;
  /** access keys of those that are selected; undefined where none can be */
  readonly selected: ReadonlySet<string> | undefined;
  readonly onSelect: (credentials: readonly auth.Credential[], selected: boolean) => void;
}

const columnsFor = (lives: boolean, selectable: boolean) => [
  ...(selectable ? [{ key: 'select', label: 'Select', hidden: true }] : []),
  { key: 'label', label: 'Label' },
  { key: 'key', label: 'Key' },
  { key: 'created', label: 'Created' },
  { key: 'used', label: 'Last used' },
  { key: 'from', label: 'Worker / IP' },
  ...(lives ? [{ key: 'expires', label: 'Expires' }] : []),
  { key: 'state', label: 'State' },
  { key: 'actions', label: 'Actions', hidden: true },
];

export const CredentialsTable = ({ credentials, workspace, lives, selected, onSelect, ...actions }: CredentialsTableProps) => (
  <div className={styles['keys']}>
    <Table label={`App credentials of ${workspace}`} columns={columnsFor(lives, selected !== undefined)} wide>
      {credentials.map((credential) => (
        <Row
          key={credential.access_key}
          credential={credential}
          name={nameAmong(credential, credentials)}
          lives={lives}
          selected={selected?.has(credential.access_key)}
          onSelect={onSelect}
          {...actions}
        />
      ))}
    </Table>
  </div>
);

interface RowProps extends KeyActions {
  readonly credential: auth.Credential;
  /** tells it from the others */
  readonly name: string;
  readonly lives: boolean;
  /** undefined: it cannot be */
  readonly selected: boolean | undefined;
  readonly onSelect: CredentialsTableProps['onSelect'];
}

const small = { size: 's', variant: 'quiet' } as const;

/** Drawn anew only when it changes: there may be a hundred. */
const Row = memo(({ credential, name, lives, selected, onSelect, onEdit, onRotate, onRevoke }: RowProps) => {
  const state = stateOf(credential, useNow());
  return (
    <tr>
      {selected !== undefined && (
        <TableCell label="Select" as="mark">
          <Checkbox label={`Select ${name}`} checked={selected} onChange={(chosen) => onSelect([credential], chosen)} />
        </TableCell>
      )}
      <TableCell label="Label" as="name">
        <span className={styles['facts']}>
          {labelOf(credential) ?? <span className={styles['absent']}>No label</span>}
          {credential.read_only === true && <Badge>Read-only</Badge>}
        </span>
      </TableCell>
      <TableCell label="Key">
        <code className={styles['key']}>{credential.access_key}</code>
      </TableCell>
      <TableCell label="Created">
        <Time value={credential.created} absent="Unknown" />
      </TableCell>
      <TableCell label="Last used">
        <Time value={credential.last_used} absent="Never" />
      </TableCell>
      <TableCell label="Worker / IP">{credential.last_used_from ?? <span className={styles['absent']}>Not available</span>}</TableCell>
      {lives && (
        <TableCell label="Expires">
          <Time value={credential.expires} absent="No expiry" />
        </TableCell>
      )}
      <TableCell label="State" as="state">
        <KeyStateCell credential={credential} name={name} state={state} onEnd={() => onRevoke([credential])} />
      </TableCell>
      <TableCell label="Actions" as="actions">
        <span className={styles['actions']}>
          <Button {...small} aria-label={`Edit label ${name}`} onClick={() => onEdit(credential)}>
            Edit
          </Button>
          {state !== 'rotating_out' && (
            <>
              {lives && credential.rotated_to === undefined && (
                <Button {...small} aria-label={`Rotate ${name}`} onClick={() => onRotate(credential)}>
                  Rotate
                </Button>
              )}
              <Button {...small} aria-label={`Revoke ${name}`} onClick={() => onRevoke([credential])}>
                Revoke
              </Button>
            </>
          )}
        </span>
      </TableCell>
    </tr>
  );
});
