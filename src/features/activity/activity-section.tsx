import type { organization } from '#contract/index.ts';
import { ActivityFilters } from './activity-filters.tsx';
import { ActivityList } from './activity-list.tsx';
import styles from './activity.module.css';
import { useEvents } from './queries.ts';
import { useFilter } from './use-filter.ts';

interface ActivitySectionProps {
  readonly workspace: organization.Workspace;
  /** IANA name, or `auto` for the browser's own: the filter's days are those of this zone */
  readonly timeZone: string;
}

/** Who did what in a workspace, when and from where; what of it is shown stands in the address. */
export const ActivitySection = ({ workspace: { id, owners, members }, timeZone }: ActivitySectionProps) => {
  const [filter, change] = useFilter();
  const pages = useEvents(id, filter, timeZone);
  const { person } = filter;
  const done = pages.data?.pages.flatMap(({ events }) => events) ?? [];
  const name =
    [...owners, ...(members ?? [])].find((each) => each.id === person)?.name ?? done.find(({ actor }) => actor === person)?.actor_name;
  return (
    <div className={styles['activity']}>
      <ActivityFilters workspace={id} filter={filter} onChange={change} personName={name} timeZone={timeZone} />
      <ActivityList pages={pages} filtered={Object.values(filter).some((value) => value !== '')} />
    </div>
  );
};
