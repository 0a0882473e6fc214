import { ownTimeZone } from '#lib/time-format.ts';
import { SelectField } from '#ui/select-field.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useTimeZone } from '#ui/time.tsx';
import { lifetimes, type Expiry } from './expiry.ts';

interface ExpiryFieldsProps {
  readonly expiry: Expiry;
  /** what is wrong with the date */
  readonly problem: string | undefined;
  readonly onChange: (expiry: Expiry) => void;
}

/** When a key ends. */
export const ExpiryFields = ({ expiry, problem, onChange }: ExpiryFieldsProps) => {
  const timeZone = useTimeZone();
  return (
    <>
      <SelectField
        label="Expires"
        options={lifetimes}
        value={expiry.life}
        onChange={({ target }) => onChange({ ...expiry, life: target.value })}
      />
      {expiry.life === 'date' && (
        <TextField
          label="Last day"
          type="date"
          hint={`It works until this day is over in ${timeZone === 'auto' ? ownTimeZone() : timeZone}.`}
          error={problem}
          value={expiry.date}
          onChange={({ target }) => onChange({ ...expiry, date: target.value })}
        />
      )}
    </>
  );
};
