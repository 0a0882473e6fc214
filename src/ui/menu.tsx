import { useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { classes } from './classes.ts';
import type { Lazy } from './lazily.tsx';
import styles from './menu.module.css';
import { Over } from './over.tsx';

/** How a menu was opened: the item that gets the focus, or the menu itself where a pointer did it; `no` while it is closed. */
export type MenuStart = 'no' | 'first' | 'last' | 'pointer';

/** What a menu's button tells what it opens. */
export interface MenuPlace {
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly start: MenuStart;
  readonly onClose: () => void;
}

interface MenuProps {
  /** accessible name of the button */
  readonly label: string;
  /** what stands in the button */
  readonly children: ReactNode;
  /** a `MenuPopup` and what its entries open, which stays once the menu was opened */
  readonly Content: Lazy<MenuPlace>;
  readonly className?: string | undefined;
}

/** The button of a menu. What it opens is a chunk of its own, fetched when somebody reaches for the button. */
export const Menu = ({ label, children, Content, className }: MenuProps) => {
  const [start, setStart] = useState<MenuStart>();
  const button = useRef<HTMLButtonElement>(null);
  const open = start !== undefined && start !== 'no';

  const openByArrow = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setStart(event.key === 'ArrowDown' ? 'first' : 'last');
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={classes(styles['trigger'], className)}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={Content.preload}
        onFocus={Content.preload}
        onKeyDown={openByArrow}
        // a press by keyboard counts no clicks
        onClick={({ detail }) => setStart(open ? 'no' : detail === 0 ? 'first' : 'pointer')}
      >
        {children}
      </button>
      <Over>{start !== undefined && <Content anchor={button} start={start} onClose={() => setStart('no')} />}</Over>
    </>
  );
};
