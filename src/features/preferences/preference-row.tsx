import { useState } from 'react';
import type { Preferences } from '#contract/users.ts';
import { SelectField } from '#ui/select-field.tsx';
import { Switch } from '#ui/switch.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import { valueAt } from './model.ts';
import { useAnyWaiting, useSetPreference } from './queries.ts';
import type { PreferenceRow as Row } from './rows.ts';
import { SettingRow } from './setting-row.tsx';
import { useOutcome } from './use-outcome.ts';

/** One preference of the account, saved as it is changed. */
export const PreferenceRow = ({ row, preferences }: { readonly row: Row; readonly preferences: Preferences }) => {
  const set = useSetPreference();
  const waiting = useAnyWaiting() && set.isPending;
  useUnsavedGuard(waiting);
  const stored = row.kind === 'switch' ? row.stored : undefined;
  const { outcome, change } = useOutcome((wanted: unknown) =>
    set.mutateAsync({ path: row.path, next: (present) => (stored === undefined ? wanted : stored.switched(wanted === true, present)) }),
  );
  const value = valueAt(preferences, row.path);

  return (
    <SettingRow name={row.label} outcome={waiting ? { kind: 'waiting' } : outcome}>
      {row.kind === 'switch' ? (
        <Switch
          label={row.label}
          hint={row.hint}
          checked={stored === undefined ? value === true : stored.isOn(value)}
          onChange={(checked) => change(checked, stored === undefined ? value : !checked)}
        />
      ) : (
        <PreferenceSelect row={row} value={typeof value === 'string' ? value : row.fallback} onChange={(next) => change(next, value)} />
      )}
    </SettingRow>
  );
};

interface PreferenceSelectProps {
  readonly row: Extract<Row, { kind: 'select' }>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A long list is filled when somebody reaches for it: 400 time zones would be most of the page. */
const PreferenceSelect = ({ row, value, onChange }: PreferenceSelectProps) => {
  const [reached, setReached] = useState(false);
  const known = reached && row.more !== undefined ? [...row.options, ...row.more()] : row.options;
  const options = known.some((option) => option.value === value) ? known : [...known, { value, label: value.replaceAll('_', ' ') }];
  const reach = (): void => setReached(true);

  return (
    <SelectField
      layout="row"
      label={row.label}
      hint={row.hint}
      options={options}
      value={value}
      onPointerEnter={reach}
      onPointerDown={reach}
      onFocus={reach}
      onChange={(event) => onChange(event.target.value)}
    />
  );
};
