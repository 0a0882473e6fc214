import { currentFirst } from '#features/workspaces/model.ts';
import { useKnownSite } from '../use-site.ts';
import { useActionEntries } from './action-entries.tsx';
import { usePageEntries } from './page-entries.ts';
import { SearchDialog } from './search-dialog.tsx';
import type { SearchEntry } from './search-entry.ts';
import { useOwnWorkspaces } from './use-own-workspaces.ts';
import { useToldSwitch } from './use-switch.ts';

interface SearchAllProps {
  readonly open: boolean;
  /** what was typed before its field had the focus; once */
  readonly takeEarly: () => string;
  readonly onClose: () => void;
}

/** The search over all that one can go to or do, and what its actions open, which stays when it is closed. */
export const SearchAll = ({ open, takeEarly, onClose }: SearchAllProps) => {
  const pages = usePageEntries();
  const { actions, dialogs } = useActionEntries();
  const { companies, current } = useOwnWorkspaces();
  const switchTo = useToldSwitch();
  const many = useKnownSite()?.configuration.deployment === 'hosted';
  const workspaces: readonly SearchEntry[] = currentFirst(many ? companies : [], current?.id ?? '').map(({ id, name }) => ({
    value: `workspace ${id}`,
    label: name,
    words: 'switch to workspace',
    note: id === current?.id ? 'Currently active' : undefined,
    group: 'Workspaces',
    choose: () => switchTo(id),
  }));
  return (
    <>
      {open && <SearchDialog pages={pages} workspaces={workspaces} actions={actions} takeEarly={takeEarly} onClose={onClose} />}
      {dialogs}
    </>
  );
};
