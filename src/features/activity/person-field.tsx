import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import { SearchOptions } from '#ui/search-options.tsx';
import { useSettled } from '#ui/use-settled.ts';
import { membersQuery } from './queries.ts';

interface PersonFieldProps {
  /** id of the workspace */
  readonly workspace: string;
  /** id of the person; '' is anybody */
  readonly value: string;
  /** of the person, where it is known */
  readonly name: string | undefined;
  readonly onChange: (person: string) => void;
}

/** Chooses a member of a workspace of any size, by a part of the name or e-mail. Emptied, it is anybody again. */
export const PersonField = ({ workspace, value, name = 'Somebody', onChange }: PersonFieldProps) => {
  /** what is typed, until somebody is chosen */
  const [typed, setTyped] = useState<string>();
  const [chosen, setChosen] = useState<{ readonly value: string; readonly label: string }>();
  const search = useSettled(typed ?? '');
  const { data, error, isFetching } = useQuery({ ...membersQuery(workspace, search), placeholderData: keepPreviousData });
  const shown = value === '' ? '' : chosen?.value === value ? chosen.label : name;

  return (
    <SearchOptions
      label="Person"
      listLabel="Members"
      show="popup"
      placeholder="Anybody"
      text={typed ?? shown}
      onText={(text) => {
        setTyped(text === '' ? undefined : text);
        if (text === '') onChange('');
      }}
      options={(data?.members ?? []).map(({ id, name: label, email }) => ({ value: id, label, note: email }))}
      value={value}
      busy={isFetching}
      onChoose={(option) => {
        setTyped(undefined);
        setChosen(option);
        onChange(option.value);
      }}
      empty={error === null ? (data === undefined ? 'Looking for members' : 'No member matches.') : failureCopy(error)}
    />
  );
};
