import { TextField } from './text-field.tsx';

interface TypedNameProps {
  readonly name: string;
  /** what is done then: `hand it over` */
  readonly what: string;
  readonly value: string;
  readonly maxLength: number;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
  /** Enter in the field */
  readonly onConfirm: () => void;
}

/** The name of a workspace, typed again before it goes to somebody else, or goes. */
export const TypedName = ({ name, what, onChange, onConfirm, ...field }: TypedNameProps) => (
  <form
    onSubmit={(event) => {
      event.preventDefault();
      onConfirm();
    }}
  >
    <TextField
      {...field}
      label="Workspace name"
      hint={
        <>
          Type <strong>{name}</strong> to {what}.
        </>
      }
      autoComplete="off"
      spellCheck={false}
      onChange={({ target }) => onChange(target.value)}
    />
  </form>
);
