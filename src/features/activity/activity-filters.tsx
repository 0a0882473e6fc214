import { eventActions } from '#contract/event-actions.ts';
import { ownTimeZone } from '#lib/time-format.ts';
import { Button } from '#ui/button.tsx';
import { SelectField } from '#ui/select-field.tsx';
import { TextField } from '#ui/text-field.tsx';
import styles from './activity.module.css';
import { PersonField, type Person } from './person-field.tsx';
import type { Filter } from './queries.ts';
import { actionNames } from './sentences.ts';
import type { ChangeFilter } from './use-filter.ts';

interface ActivityFiltersProps {
  /** id of the workspace */
  readonly workspace: string;
  readonly filter: Filter;
  readonly onChange: ChangeFilter;
  /** the one in the filter */
  readonly person: Person;
  readonly onPerson: (person: Person) => void;
  /** IANA name, or `auto`: whose days are meant */
  readonly timeZone: string;
}

const known: readonly string[] = eventActions;

/** What of the activity is shown. */
export const ActivityFilters = ({ workspace, filter, onChange, person, onPerson, timeZone }: ActivityFiltersProps) => {
  const { action, from, to } = filter;
  const isOdd = action !== '' && !known.includes(action);
  const isBackwards = from !== '' && to !== '' && to < from;
  return (
    <div className={styles['filters']} role="search" aria-label="Activity">
      <PersonField workspace={workspace} person={person} onChoose={onPerson} />
      <SelectField
        label="Action"
        value={action}
        options={[
          { value: '', label: 'Any action' },
          ...eventActions.map((value) => ({ value, label: actionNames[value] })),
          ...(isOdd ? [{ value: action, label: action }] : []),
        ]}
        onChange={({ target }) => onChange({ action: target.value })}
      />
      <TextField
        label="From"
        type="date"
        value={from}
        hint={`Days in ${timeZone === 'auto' ? ownTimeZone() : timeZone}`}
        onChange={({ target }) => onChange({ from: target.value }, true)}
      />
      <TextField
        label="To"
        type="date"
        value={to}
        error={isBackwards ? 'This is before the first day.' : undefined}
        onChange={({ target }) => onChange({ to: target.value }, true)}
      />
      <Button
        className={styles['clear']}
        variant="quiet"
        reason={`${person.id}${action}${from}${to}` === '' ? 'Nothing is filtered' : undefined}
        onClick={() => onChange({ person: '', action: '', from: '', to: '' })}
      >
        Clear filters
      </Button>
    </div>
  );
};
