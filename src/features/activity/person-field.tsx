import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import { fold } from '#lib/fold.ts';
import { SearchOptions } from '#ui/search-options.tsx';
import { useSettled } from '#ui/use-settled.ts';
import { membersQuery } from './queries.ts';

/** Somebody whose doings are shown; the id '' is anybody. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

interface PersonFieldProps {
  /** id of the workspace */
  readonly workspace: string;
  readonly person: Person;
  readonly onChoose: (person: Person) => void;
}

const anybody: Person = { id: '', name: '' };

/** Chooses a member of a workspace of any size, by a part of the name or e-mail. Emptied, it is anybody again; left, it says who is chosen. */
export const PersonField = ({ workspace, person, onChoose }: PersonFieldProps) => {
  /** what is typed, until somebody is chosen */
  const [typed, setTyped] = useState<string>();
  const text = typed ?? '';
  const search = useSettled(text);
  const { data, error, isFetching } = useQuery({ ...membersQuery(workspace, search), placeholderData: keepPreviousData });
  const wanted = fold(text.trim());
  const looking = isFetching || search !== text;

  return (
    <SearchOptions
      label="Person"
      listLabel="Members"
      show="popup"
      placeholder="Anybody"
      text={typed ?? person.name}
      onText={(now) => {
        setTyped(now === '' ? undefined : now);
        if (now === '') onChoose(anybody);
      }}
      // those of an earlier text stay until others come, but for whom the present one leaves out: Enter chooses one of them
      options={(data?.members ?? [])
        .filter(({ name, email }) => [name, email].some((part) => fold(part).includes(wanted)))
        .map(({ id, name, email }) => ({ value: id, label: name, note: email }))}
      value={person.id}
      busy={looking}
      onChoose={({ value, label }) => {
        setTyped(undefined);
        onChoose({ id: value, name: label });
      }}
      onLeave={() => setTyped(undefined)}
      empty={
        error !== null
          ? failureCopy(error)
          : looking
            ? 'Looking for members'
            : 'No member matches. People who left: use “Only this person” on one of their rows.'
      }
    />
  );
};
