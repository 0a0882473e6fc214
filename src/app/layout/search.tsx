import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { lazily } from '#ui/lazily.tsx';
import { Over } from '#ui/over.tsx';
import { soon } from '#ui/soon.ts';
import { topmostDialog } from '#ui/topmost.ts';

const SearchAll = soon(lazily(() => import('./search-all.tsx').then((file) => file.SearchAll)));

const Search = createContext<(open: boolean) => void>(() => undefined);

/** Opens the search over pages, workspaces and actions. */
export const useSearch = (): (() => void) => {
  const setOpen = useContext(Search);
  return () => setOpen(true);
};

/** Opens the search by Ctrl-K or Cmd-K as well, wherever the focus is, but not over another dialog. */
export const SearchProvider = ({ children }: { readonly children: ReactNode }) => {
  const [open, setOpen] = useState<boolean>();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
      // where no Latin letters are typed, by the place of the key
      const isK = key.toLowerCase() === 'k' || (key > '~' && code === 'KeyK');
      if (!isK || !(ctrlKey || metaKey) || shiftKey || altKey) return;
      // held down or over a dialog too: the browser has a use of its own for it
      event.preventDefault();
      if (!event.repeat && topmostDialog() === undefined) setOpen(true);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <Search value={setOpen}>
      {children}
      <Over>{open !== undefined && <SearchAll open={open} onClose={() => setOpen(false)} />}</Over>
    </Search>
  );
};
