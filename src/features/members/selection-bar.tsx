import type { organization } from '#contract/index.ts';
import { roles } from '#contract/policy.ts';
import { count, number } from '#lib/count.ts';
import { roleNames } from '#lib/role-names.ts';
import { Button } from '#ui/button.tsx';
import { Status } from '#ui/status.tsx';
import type { MemberDialog } from './member-dialog.ts';
import styles from './member-tools.module.css';
import { setsRoles } from './rights.ts';
import type { Selection } from './use-selection.ts';

interface SelectionBarProps {
  readonly workspace: organization.Workspace;
  readonly selection: Selection;
  readonly onOpen: (dialog: MemberDialog) => void;
}

/** How many are selected, and what can be done with all of them at once. */
export const SelectionBar = ({ workspace, selection, onOpen }: SelectionBarProps) => {
  const { selected, dropped, clear } = selection;
  const members = [...selected.values()];
  const any = members.length > 0;
  return (
    <div className={any || dropped > 0 ? styles['bar'] : undefined}>
      {/* always there, or its first words would go unheard */}
      <Status>{saidOf(members.length, dropped)}</Status>
      {any && (
        <>
          {setsRoles(workspace) && (
            <select
              className={styles['role']}
              aria-label="Change role of the selected members"
              value=""
              onChange={({ target }) => {
                const role = roles.find((each) => each === target.value);
                if (role !== undefined) onOpen({ kind: 'several', job: { kind: 'role', role }, members });
              }}
            >
              <option value="">Change role to …</option>
              {roles.map((role) => (
                <option key={role} value={role}>
                  {roleNames[role]}
                </option>
              ))}
            </select>
          )}
          <Button size="s" onClick={() => onOpen({ kind: 'several', job: { kind: 'remove' }, members })}>
            Remove selected
          </Button>
          <Button size="s" variant="quiet" onClick={clear}>
            Clear selection
          </Button>
        </>
      )}
    </div>
  );
};

const saidOf = (chosen: number, dropped: number): string => {
  const said = chosen === 0 ? '' : `${number(chosen)} selected`;
  if (dropped === 0) return said;
  return `${said}${said === '' ? '' : '. '}${count(dropped, 'member')} no longer selected, as the list does not show them now`;
};
