import { Suspense, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { classes } from './classes.ts';
import { lazily } from './lazily.tsx';
import type { MenuEntry } from './menu-entry.ts';
import styles from './menu.module.css';

const MenuPopup = lazily(() => import('./menu-popup.tsx').then((file) => file.MenuPopup));

interface MenuProps {
  /** accessible name of the button and of the menu */
  readonly label: string;
  /** what stands in the button */
  readonly children: ReactNode;
  /** what heads the menu; not an item */
  readonly heading?: ReactNode;
  /** a line stands between them */
  readonly sections: readonly (readonly MenuEntry[])[];
  readonly className?: string | undefined;
}

/** A button and its menu. The menu is a chunk of its own, fetched when somebody reaches for the button. */
export const Menu = ({ label, children, heading, sections, className }: MenuProps) => {
  const [open, setOpen] = useState<'no' | 'first' | 'last' | 'pointer'>('no');
  const button = useRef<HTMLButtonElement>(null);

  const openByArrow = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpen(event.key === 'ArrowDown' ? 'first' : 'last');
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={classes(styles['trigger'], className)}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open !== 'no'}
        onPointerEnter={MenuPopup.preload}
        onFocus={MenuPopup.preload}
        onKeyDown={openByArrow}
        // a press by keyboard counts no clicks
        onClick={({ detail }) => setOpen(open !== 'no' ? 'no' : detail === 0 ? 'first' : 'pointer')}
      >
        {children}
      </button>
      <Suspense>
        {open !== 'no' && (
          <MenuPopup label={label} heading={heading} sections={sections} anchor={button} start={open} onClose={() => setOpen('no')} />
        )}
      </Suspense>
    </>
  );
};
