import { Suspense, useState } from 'react';
import type { Role } from '#contract/index.ts';
import { roleNames } from '#lib/role-names.ts';
import { lazily } from '#ui/lazily.tsx';
import { SelectField } from '#ui/select-field.tsx';
import { TextField } from '#ui/text-field.tsx';
import { MembersLoading } from './members-loading.tsx';
import styles from './members-table.module.css';
import type { Listing } from './queries.ts';
import { useSettled } from '#ui/use-settled.ts';

const MembersList = lazily(() => import('./members-list.tsx').then((file) => file.MembersList));

/** Everybody in a workspace (its id) of any size: searched, filtered, sorted, and drawn only where one looks. */
export const MembersTable = ({ workspace }: { readonly workspace: string }) => {
  const [typed, setTyped] = useState('');
  const [role, setRole] = useState<Role | 'any'>('any');
  const [orderBy, setOrderBy] = useState<Listing['orderBy']>('name');
  const listing: Listing = { search: useSettled(typed), role, orderBy };
  return (
    <div className={styles['members']}>
      <div className={styles['filters']}>
        <TextField
          label="Search members"
          type="search"
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <SelectField
          label="Role"
          value={role}
          options={[{ value: 'any', label: 'Any role' }, ...roles.map((value) => ({ value, label: roleNames[value] }))]}
          onChange={({ target }) => setRole(roles.find((each) => each === target.value) ?? 'any')}
        />
      </div>
      <Suspense fallback={<MembersLoading />}>
        <MembersList workspace={workspace} listing={listing} onSort={setOrderBy} />
      </Suspense>
    </div>
  );
};

const roles = ['owner', 'admin', 'member'] as const;
