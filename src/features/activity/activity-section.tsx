import { useState } from 'react';
import type { organization } from '#contract/index.ts';
import { ActivityFilters } from './activity-filters.tsx';
import { ActivityList } from './activity-list.tsx';
import styles from './activity.module.css';
import type { Person } from './person-field.tsx';
import { useEvents } from './queries.ts';
import { nameIn, personOf } from './sentences.ts';
import { useFilter } from './use-filter.ts';

interface ActivitySectionProps {
  readonly workspace: organization.Workspace;
  /** IANA name, or `auto` for the browser's own: the filter's days are those of this zone */
  readonly timeZone: string;
}

/** Who did what in a workspace, when and from where; what of it is shown stands in the address. */
export const ActivitySection = ({ workspace, timeZone }: ActivitySectionProps) => {
  const [filter, change] = useFilter();
  const pages = useEvents(workspace.id, filter, timeZone);
  const [chosen, setChosen] = useState<Person>();
  const choose = (person: Person): void => {
    setChosen(person);
    change({ person: person.id });
  };
  const events = pages.data?.pages.flatMap((page) => page.events) ?? [];
  const person = chosen?.id === filter.person ? chosen : { id: filter.person, name: personOf(filter.person, workspace, events) };
  return (
    <div className={styles['activity']}>
      <ActivityFilters workspace={workspace.id} filter={filter} onChange={change} person={person} onPerson={choose} timeZone={timeZone} />
      <ActivityList
        pages={pages}
        filtered={Object.values(filter).some((value) => value !== '')}
        person={filter.person}
        onPerson={choose}
        nameOf={(id) => nameIn(id, workspace, events)}
      />
    </div>
  );
};
