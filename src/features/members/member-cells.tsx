import type { organization } from '#contract/index.ts';
import { roleNames } from '#lib/role-names.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Badge } from '#ui/badge.tsx';
import { Time } from '#ui/time.tsx';
import styles from './members-table.module.css';

/** What stands in the row of a member. */
export const MemberCells = ({ member }: { readonly member: organization.Member }) => (
  <>
    <td>
      <div className={styles['who']}>
        <Avatar name={member.name} src={member.avatar ?? null} size="s" />
        <div>
          <p className={styles['name']}>{member.name}</p>
          <p className={styles['email']}>{member.email}</p>
        </div>
      </div>
    </td>
    <td data-label="Role">
      <Badge>{roleNames[member.role]}</Badge>
    </td>
    <td data-label="Joined">
      <Time value={member.joined} />
    </td>
    <td data-label="Last active">
      <Time value={member.last_active} absent="Not yet" />
    </td>
  </>
);
