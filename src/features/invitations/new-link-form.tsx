import { useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import { roleNames } from '#lib/role-names.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { SelectField } from '#ui/select-field.tsx';
import { Status } from '#ui/status.tsx';
import styles from './invitations.module.css';
import { lifetimes, lifetimeToSend } from './model.ts';
import { useCreateInvite } from './queries.ts';

const roles = ['member', 'admin'] as const;

/** Makes a further link, with a role and a life of its own. */
export const NewLinkForm = ({ workspace }: { readonly workspace: string }) => {
  const create = useCreateInvite(workspace);
  const [role, setRole] = useState<(typeof roles)[number]>('member');
  const [lifetime, setLifetime] = useState<string>(lifetimes[1].value);
  return (
    <form
      className={styles['new']}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ role, expires_in_sec: lifetimeToSend(lifetime) });
      }}
    >
      <SelectField
        label="Role"
        value={role}
        options={roles.map((value) => ({ value, label: roleNames[value] }))}
        onChange={({ target }) => setRole(roles.find((each) => each === target.value) ?? 'member')}
      />
      <SelectField label="Expires after" value={lifetime} options={[...lifetimes]} onChange={({ target }) => setLifetime(target.value)} />
      <Button type="submit" pending={create.isPending}>
        Create new link
      </Button>
      <Status>{create.isSuccess ? 'New link made' : ''}</Status>
      {create.error !== null && <Notice tone="danger">{failureCopy(create.error)}</Notice>}
    </form>
  );
};
