import { failureCopy } from '#api/failure-copy.ts';
import { isLower, roles, type organization, type Role } from '#contract/index.ts';
import { roleNames } from '#lib/role-names.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import styles from './member-tools.module.css';
import { roleOffer } from './rights.ts';
import type { RoleChange } from './use-role-changes.ts';

interface RoleCellProps {
  readonly workspace: organization.Workspace;
  readonly member: organization.Member;
  readonly me: string | undefined;
  readonly change: RoleChange | undefined;
  readonly onGive: (member: organization.Member, role: Role) => void;
  /** a role that is given only after a question */
  readonly onAsk: (role: Role) => void;
}

/** The role of a member; owners give another one there: at once, unless it takes something away or makes an owner. */
export const RoleCell = ({ workspace, member, me, change, onGive, onAsk }: RoleCellProps) => {
  const offer = roleOffer(workspace, member, me);
  if (offer === undefined)
    return (
      <td data-label="Role">
        <Badge>{roleNames[member.role]}</Badge>
      </td>
    );
  if (offer.reason !== undefined)
    return (
      <td data-label="Role">
        <Button
          size="s"
          variant="quiet"
          className={styles['fixed']}
          aria-label={`Change role of ${member.name}: ${roleNames[member.role]}`}
          reason={offer.reason}
        >
          {roleNames[member.role]}
        </Button>
      </td>
    );

  const under = change !== undefined && 'role' in change ? change.role : undefined;
  const choose = (role: Role | undefined): void => {
    if (role === undefined || role === member.role || under !== undefined) return;
    if (role === 'owner' || isLower(member.role, role)) onAsk(role);
    else onGive(member, role);
  };
  return (
    <td data-label="Role">
      <select
        className={styles['role']}
        aria-label={`Change role of ${member.name}`}
        aria-busy={under !== undefined}
        value={under ?? member.role}
        onChange={({ target }) => choose(roles.find((role) => role === target.value))}
      >
        {options}
      </select>
      {change !== undefined && 'error' in change && (
        <p role="alert" className={styles['refused']}>
          {failureCopy(change.error)}
        </p>
      )}
    </td>
  );
};

/** Made once: there are many rows. */
const options = roles.map((role) => (
  <option key={role} value={role}>
    {roleNames[role]}
  </option>
));
