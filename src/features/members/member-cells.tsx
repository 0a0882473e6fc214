import { memo } from 'react';
import type { organization } from '#contract/index.ts';
import { emailOf } from '#lib/configured-user.ts';
import { count, number } from '#lib/count.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Checkbox } from '#ui/checkbox.tsx';
import { Time } from '#ui/time.tsx';
import type { MemberDialog } from './member-dialog.ts';
import styles from './members-table.module.css';
import { isSelectable, removalOffer, removes, seesKeys } from './rights.ts';
import { RoleCell } from './role-cell.tsx';
import type { Selection } from './use-selection.ts';

interface MemberCellsProps {
  readonly workspace: organization.Workspace;
  readonly member: organization.Member;
  /** one's own id */
  readonly me: string | undefined;
  readonly selection: Selection;
  readonly onOpen: (dialog: MemberDialog) => void;
}

/** What stands in the row of a member, and what one may do with them. Kept while others scroll into view. */
export const MemberCells = memo(({ workspace, member, me, selection, onOpen }: MemberCellsProps) => {
  const removal = removalOffer(workspace, member, me);
  return (
    <>
      {removes(workspace) && (
        <td className={styles['check']}>
          {isSelectable(workspace, member, me) && (
            <Checkbox
              label={`Select ${member.name}`}
              checked={selection.selected.has(member.id)}
              onChange={(checked) => selection.choose([member], checked)}
            />
          )}
        </td>
      )}
      <td className={styles['person']}>
        <Avatar name={member.name} src={member.avatar ?? null} size="s" />
        {member.name}
        {member.id === me && ' (you)'} {member.disabled && <Badge tone="warning">Disabled</Badge>}
        <span className={styles['email']}>{emailOf(member)}</span>
      </td>
      <RoleCell workspace={workspace} member={member} me={me} onAsk={(role) => onOpen({ kind: 'role', member, role })} />
      <td data-label="Joined">
        <Time value={member.joined} />
      </td>
      <td data-label="Last active">
        <Time value={member.last_active} absent="Not yet" />
      </td>
      <td data-label="Keys">
        {member.credentials > 0 && seesKeys(workspace, member, me) ? (
          <Button
            size="s"
            aria-label={`${count(member.credentials, 'key')} of ${member.name}`}
            onClick={() => onOpen({ kind: 'keys', member })}
          >
            {count(member.credentials, 'key')}
          </Button>
        ) : (
          number(member.credentials)
        )}
      </td>
      {removes(workspace) && (
        <td className={styles['actions']}>
          {removal !== undefined && (
            <Button
              size="s"
              variant="quiet"
              aria-label={`Remove ${member.name}`}
              reason={removal.reason}
              onClick={() => onOpen({ kind: 'remove', member })}
            >
              Remove
            </Button>
          )}
        </td>
      )}
    </>
  );
});
