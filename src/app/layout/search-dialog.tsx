import { useState } from 'react';
import { searchAbove } from '#features/workspaces/model.ts';
import { count, number } from '#lib/count.ts';
import { Dialog } from '#ui/dialog.tsx';
import { SearchOptions } from '#ui/search-options.tsx';
import { foundBy } from './found-by.ts';
import styles from './search-dialog.module.css';
import type { SearchEntry } from './search-entry.ts';

/** So many are drawn; there are always fewer pages and actions than that. */
const most = 50;

interface SearchDialogProps {
  readonly pages: readonly SearchEntry[];
  /** none on a server with one */
  readonly workspaces: readonly SearchEntry[];
  readonly actions: readonly SearchEntry[];
  /** what was typed before the field had the focus; once */
  readonly takeEarly: () => string;
  readonly onClose: () => void;
}

/** Finds a page, a workspace or an action by parts of its name or of words for it, and goes there or does it. */
export const SearchDialog = ({ pages, workspaces, actions, takeEarly, onClose }: SearchDialogProps) => {
  const [text, setText] = useState('');
  const typed = text.trim() !== '';
  // in this order where they are found equally well: pages, what to do, sections to do it in
  const isSection = ({ note }: SearchEntry): boolean => note !== undefined;
  const found = foundBy(
    typed
      ? [...pages.filter((page) => !isSection(page)), ...actions, ...pages.filter(isSection), ...workspaces]
      : [...pages, ...workspaces, ...actions],
    text,
  );
  // before anything is typed, what stands below the workspaces is not far away
  const room = typed ? most - found.filter(({ group }) => group !== 'Workspaces').length : searchAbove;
  // the group of the best comes first
  const groups = [...new Set(found.map(({ group }) => group))];
  const options = groups.flatMap((group) =>
    found.filter((entry) => entry.group === group).slice(0, group === 'Workspaces' ? room : undefined),
  );
  const more = found.length - options.length;

  return (
    <Dialog title="Search" size="s" onClose={onClose}>
      <div className={styles['found']}>
        <SearchOptions
          label={workspaces.length > 0 ? 'Page, workspace or action' : 'Page or action'}
          listLabel="Results"
          show="list"
          text={text}
          onText={setText}
          onArrive={() => setText(text + takeEarly())}
          options={options}
          value=""
          onChoose={({ choose }) => {
            onClose();
            // once the focus is back where it was: what is opened now gives it back there as well
            setTimeout(choose);
          }}
          found={
            more === 0
              ? count(options.length, 'result')
              : `${count(options.length, 'result')} and ${number(more)} more: type more of the name.`
          }
          empty={`Nothing found for “${text.trim()}”.`}
        />
      </div>
    </Dialog>
  );
};
