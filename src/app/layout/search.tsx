import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { lazily } from '#ui/lazily.tsx';
import { Over } from '#ui/over.tsx';
import { soon } from '#ui/soon.ts';
import { topmostDialog } from '#ui/topmost.ts';

const SearchAll = soon(lazily(() => import('./search-all.tsx').then((file) => file.SearchAll)));

const Search = createContext<() => void>(() => undefined);

/** Opens the search over pages, workspaces and actions. */
export const useSearch = (): (() => void) => useContext(Search);

/** Where the field has not come after so long (ms), its code did not: keys are the page's again. */
const patience = 10_000;

/**
 * Opens the search by Ctrl-K or Cmd-K as well, wherever the focus is, but not over another dialog. What is typed before its field has the focus is kept
 * for that and does nothing else, and Escape closes it before it is there.
 */
export const SearchProvider = ({ children }: { readonly children: ReactNode }) => {
  const [open, setOpen] = useState<boolean>();
  const early = useRef<{ readonly from: Element | null; readonly since: number; text: string }>(undefined);
  const start = useCallback((): void => {
    early.current = { from: document.activeElement, since: performance.now(), text: '' };
    setOpen(true);
  }, []);
  const takeEarly = useCallback((): string => {
    const text = early.current?.text ?? '';
    early.current = undefined;
    return text;
  }, []);
  const close = useCallback((): void => {
    takeEarly();
    setOpen(false);
  }, [takeEarly]);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const { key, code, ctrlKey, metaKey, shiftKey, altKey, target } = event;
      const kept = early.current;
      // where no Latin letters are typed, by the place of the key
      const isK = key.toLowerCase() === 'k' || (key > '~' && code === 'KeyK');
      if (altKey) return;
      if (ctrlKey || metaKey) {
        if (!isK || shiftKey) return;
        // held down or over a dialog too: the browser has a use of its own for it
        if (!event.repeat && topmostDialog() === undefined) start();
      } else {
        const { body } = document;
        if (kept === undefined || event.timeStamp - kept.since > patience) return;
        if (target !== body && target !== kept.from) return;
        if (key === 'Backspace') kept.text = kept.text.slice(0, -1);
        else if (key === 'Escape') close();
        else if (key.length === 1) kept.text += key;
        else if (key !== 'Enter') return;
        event.stopPropagation();
      }
      event.preventDefault();
    };
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, [start, close]);
  return (
    <Search value={start}>
      {children}
      <Over>{open !== undefined && <SearchAll open={open} takeEarly={takeEarly} onClose={close} />}</Over>
    </Search>
  );
};
