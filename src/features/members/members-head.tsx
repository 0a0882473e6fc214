import type { organization } from '#contract/index.ts';
import { Checkbox } from '#ui/checkbox.tsx';
import { VisuallyHidden } from '#ui/visually-hidden.tsx';
import styles from './members-table.module.css';
import type { Listing } from './queries.ts';
import { SortHeader } from './sort-header.tsx';
import type { Selection } from './use-selection.ts';

interface MembersHeadProps {
  /** whether there are columns for what one does with members */
  readonly manages: boolean;
  /** those that are loaded and can be selected */
  readonly members: readonly organization.Member[];
  readonly selection: Selection;
  readonly orderBy: Listing['orderBy'];
  readonly onSort: (orderBy: Listing['orderBy']) => void;
}

/** The head of the table of members. */
export const MembersHead = ({ manages, members, selection, orderBy, onSort }: MembersHeadProps) => {
  const chosen = members.filter(({ id }) => selection.selected.has(id)).length;
  const isAll = chosen > 0 && chosen === members.length;
  return (
    <>
      {manages && (
        <th scope="col" className={styles['check']}>
          {members.length > 0 && (
            <Checkbox
              label="Select all loaded members"
              checked={isAll}
              partly={chosen > 0 && !isAll}
              onChange={() => selection.choose(members, !isAll)}
            />
          )}
        </th>
      )}
      <SortHeader field="name" label="Name" orderBy={orderBy} onSort={onSort} />
      <th scope="col" className={styles['role']}>
        Role
      </th>
      <SortHeader field="joined" label="Joined" orderBy={orderBy} onSort={onSort} />
      <SortHeader field="last_active" label="Last active" orderBy={orderBy} onSort={onSort} />
      <th scope="col" className={styles['keys']}>
        Keys
      </th>
      {manages && (
        <th scope="col" className={styles['keys']}>
          <VisuallyHidden>Actions</VisuallyHidden>
        </th>
      )}
    </>
  );
};
