import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import type { organization } from '#contract/index.ts';
import { SelectField } from '#ui/select-field.tsx';
import { TextField } from '#ui/text-field.tsx';
import { candidatesQuery, useOwnId } from './queries.ts';
import { useSettled } from '#ui/use-settled.ts';

interface NewOwnerFieldProps {
  readonly workspace: organization.Workspace;
  /** the chosen member; undefined: none yet */
  readonly value: organization.Member | undefined;
  readonly onChange: (member: organization.Member | undefined) => void;
  /** what is wrong with the choice */
  readonly error: string | undefined;
}

/** Chooses a member of a workspace of any size: the first that match what is typed. */
export const NewOwnerField = ({ workspace, value: chosen, onChange, error: wrong }: NewOwnerFieldProps) => {
  const [typed, setTyped] = useState('');
  const me = useOwnId();
  const { data, error, isFetching } = useQuery({
    ...candidatesQuery(workspace.id, useSettled(typed)),
    placeholderData: keepPreviousData,
  });
  const matches = (data?.members ?? []).filter(({ id }) => id !== me && id !== chosen?.id);
  const offered = chosen === undefined ? matches : [chosen, ...matches];

  const hint = (): string | undefined => {
    if (data === undefined) return undefined;
    if (offered.length === 0) return 'No other member matches.';
    return offered.every(({ disabled }) => disabled) ? 'Nobody among them can: their accounts are disabled.' : undefined;
  };

  return (
    <>
      <TextField label="Search members" type="search" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
      <SelectField
        label="New owner"
        value={chosen?.id ?? ''}
        aria-busy={isFetching}
        hint={hint()}
        error={error === null ? wrong : failureCopy(error)}
        options={[
          { value: '', label: 'Choose a member', disabled: true },
          ...offered.map(({ id, name, email, disabled = false }) => ({
            value: id,
            label: `${name} (${email})${disabled ? ', account disabled' : ''}`,
            disabled,
          })),
        ]}
        onChange={({ target }) => onChange(offered.find(({ id }) => id === target.value))}
      />
    </>
  );
};
