import { useState } from 'react';
import { searchAbove } from '#features/workspaces/model.ts';
import { count, number } from '#lib/count.ts';
import { matches } from '#lib/matches.ts';
import { Dialog } from '#ui/dialog.tsx';
import { SearchOptions } from '#ui/search-options.tsx';
import styles from './search-dialog.module.css';
import type { SearchEntry } from './search-entry.ts';

/** So many are drawn; there are always fewer pages and actions than that. */
const most = 50;

interface SearchDialogProps {
  readonly pages: readonly SearchEntry[];
  /** none on a server with one */
  readonly workspaces: readonly SearchEntry[];
  readonly actions: readonly SearchEntry[];
  readonly onClose: () => void;
}

/** Finds a page, a workspace or an action by parts of its name or of words for it, and goes there or does it. */
export const SearchDialog = ({ pages, workspaces, actions, onClose }: SearchDialogProps) => {
  const [text, setText] = useState('');
  const named = (entries: readonly SearchEntry[]) => {
    const found = entries.filter(({ label, words = '' }) => matches(`${label} ${words}`, text));
    return found.toSorted((one, other) => Number(matches(other.label, text)) - Number(matches(one.label, text)));
  };
  const [foundPages, foundWorkspaces, foundActions] = [named(pages), named(workspaces), named(actions)];
  // before anything is typed, what stands below them is not far away
  const room = text.trim() === '' ? searchAbove : most - foundPages.length - foundActions.length;
  const shown = foundWorkspaces.slice(0, room);
  const options = [...foundPages, ...shown, ...foundActions];
  const more = foundWorkspaces.length - shown.length;

  return (
    <Dialog title="Search" size="s" onClose={onClose}>
      <div className={styles['found']}>
        <SearchOptions
          label={workspaces.length > 0 ? 'Page, workspace or action' : 'Page or action'}
          listLabel="Results"
          show="list"
          text={text}
          onText={setText}
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
