import { TextField } from '#ui/text-field.tsx';
import { ReachLine } from './reach-line.tsx';
import type { ServerKind } from './server-urls.ts';
import { readAddress, serverNames } from './typed-servers.ts';
import { useReach } from './use-reach.ts';

interface ServerFieldProps {
  readonly kind: ServerKind;
  readonly typed: string;
  /** what is wrong with it */
  readonly problem: string | undefined;
  readonly onChange: (typed: string) => void;
  /** the field is left */
  readonly onKeep: (typed: string) => void;
}

/** A server's address, to be changed in place, and what this browser finds there. */
export const ServerField = ({ kind, typed, problem, onChange, onKeep }: ServerFieldProps) => {
  const read = readAddress(typed);
  const url = 'url' in read ? read.url : undefined;
  const reach = useReach(kind, url);
  return (
    <TextField
      label={serverNames[kind]}
      type="url"
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      mono
      value={typed}
      error={problem}
      hint={problem === undefined && url !== undefined && <ReachLine kind={kind} url={url} reach={reach} />}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => onKeep(url ?? typed)}
    />
  );
};
