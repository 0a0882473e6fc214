import type { Role, organization } from '#contract/index.ts';
import { roles } from '#contract/policy.ts';
import { roleNames } from '#lib/role-names.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import styles from './member-tools.module.css';
import { roleOffer } from './rights.ts';

interface RoleCellProps {
  readonly workspace: organization.Workspace;
  readonly member: organization.Member;
  readonly me: string | undefined;
  /** another role was chosen */
  readonly onAsk: (role: Role) => void;
}

/** The role of a member; owners choose another one there, which an arrow key does too: it is given after a question. */
export const RoleCell = ({ workspace, member, me, onAsk }: RoleCellProps) => {
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

  return (
    <td data-label="Role">
      <select
        className={styles['role']}
        aria-label={`Change role of ${member.name}`}
        value={member.role}
        onChange={({ target }) => {
          const role = roles.find((each) => each === target.value);
          if (role !== undefined) onAsk(role);
        }}
      >
        {member.disabled ? optionsOfDisabled : options}
      </select>
    </td>
  );
};

const optionsFor = (canOwn: boolean) =>
  roles.map((role) => (
    <option key={role} value={role} disabled={role === 'owner' && !canOwn}>
      {roleNames[role]}
    </option>
  ));

// made once: there are many rows
const options = optionsFor(true);
const optionsOfDisabled = optionsFor(false);
