import { failureOf } from '#api/api-error.ts';
import { failureCopy } from '#api/failure-copy.ts';
import { isLower, roles, type organization, type Role } from '#contract/index.ts';
import { roleNames } from '#lib/role-names.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { useToast } from '#ui/toast.tsx';
import styles from './member-tools.module.css';
import { roleSaid } from './member-copy.ts';
import { useSetRole } from './queries.ts';
import { roleOffer } from './rights.ts';
import { useGone } from './use-gone.ts';
import type { Selection } from './use-selection.ts';

interface RoleCellProps {
  readonly workspace: organization.Workspace;
  readonly member: organization.Member;
  readonly me: string | undefined;
  readonly selection: Selection;
  /** a role that is given only after a question */
  readonly onAsk: (role: Role) => void;
}

/** The role of a member; owners give another one there: at once, unless it takes something away or makes an owner. */
export const RoleCell = ({ workspace, member, me, selection, onAsk }: RoleCellProps) => {
  const offer = roleOffer(workspace, member, me);
  return (
    <td data-label="Role">
      {offer === undefined && <Badge>{roleNames[member.role]}</Badge>}
      {offer?.reason !== undefined && (
        <Button
          size="s"
          variant="quiet"
          className={styles['fixed']}
          aria-label={`Change role of ${member.name}: ${roleNames[member.role]}`}
          reason={offer.reason}
        >
          {roleNames[member.role]}
        </Button>
      )}
      {offer !== undefined && offer.reason === undefined && (
        <RoleChoice workspace={workspace.id} member={member} selection={selection} onAsk={onAsk} />
      )}
    </td>
  );
};

interface RoleChoiceProps {
  /** its id */
  readonly workspace: string;
  readonly member: organization.Member;
  readonly selection: Selection;
  readonly onAsk: (role: Role) => void;
}

const RoleChoice = ({ workspace, member, selection, onAsk }: RoleChoiceProps) => {
  const toast = useToast();
  const gone = useGone(selection);
  const set = useSetRole(workspace);

  const choose = (role: Role | undefined): void => {
    if (role === undefined || role === member.role || set.isPending) return;
    set.reset();
    if (role === 'owner' || isLower(member.role, role)) return onAsk(role);
    // by the promise: the row may be gone by then, as one that no longer matches
    set.mutateAsync({ user: member.id, role }).then(
      () => toast(roleSaid(member.name, role)),
      (error: unknown) => void (failureOf(error) === 'invalid_user_id' && gone(member)),
    );
  };
  const shown = set.isPending ? set.variables.role : member.role;

  return (
    <>
      <select
        className={styles['role']}
        aria-label={`Change role of ${member.name}`}
        aria-busy={set.isPending}
        value={shown}
        onChange={({ target }) => choose(roles.find((role) => role === target.value))}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {roleNames[role]}
          </option>
        ))}
      </select>
      {set.error !== null && (
        <p role="alert" className={styles['refused']}>
          {failureCopy(set.error)}
        </p>
      )}
    </>
  );
};
