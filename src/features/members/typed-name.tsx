import type { organization } from '#contract/index.ts';
import { TextField } from '#ui/text-field.tsx';

interface TypedNameProps {
  readonly workspace: organization.Workspace;
  /** what is done then: `hand it over` */
  readonly what: string;
  readonly value: string;
  /** it was confirmed as it stands: that it is another name is said */
  readonly tried: boolean;
  readonly onChange: (value: string) => void;
}

/** Whether what was typed is the name of the workspace. */
export const isItsName = (typed: string, { name }: organization.Workspace): boolean => typed.trim() === name;

/** The name of a workspace, typed again before it goes to somebody else, or goes. */
export const TypedName = ({ workspace, what, value, tried, onChange }: TypedNameProps) => (
  <TextField
    label="Workspace name"
    hint={
      <>
        Type <strong>{workspace.name}</strong> to {what}.
      </>
    }
    autoComplete="off"
    spellCheck={false}
    error={tried && !isItsName(value, workspace) ? `This is not ${workspace.name}.` : undefined}
    value={value}
    onChange={({ target }) => onChange(target.value)}
  />
);
