import { CSPProvider } from '@base-ui/react/csp-provider';
import { Menu } from '@base-ui/react/menu';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import type { MenuEntry } from './menu-entry.ts';
import { MenuItem } from './menu-item.tsx';
import styles from './menu-popup.module.css';

interface MenuPopupProps {
  readonly label: string;
  readonly heading: ReactNode;
  readonly entries: readonly MenuEntry[];
  readonly anchor: RefObject<HTMLButtonElement | null>;
  /** the item that gets the focus; the menu itself when it was opened by a pointer */
  readonly start: 'first' | 'last' | 'pointer';
  readonly onClose: () => void;
}

/** An open menu, as long as it is mounted. */
export const MenuPopup = ({ label, heading, entries, anchor, start, onClose }: MenuPopupProps) => {
  const popup = useRef<HTMLDivElement>(null);
  const startingItem = (): HTMLElement | null => {
    const items = [...(popup.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    return (start === 'pointer' ? undefined : items.at(start === 'first' ? 0 : -1)) ?? popup.current;
  };
  const start_ = useRef(startingItem);
  useEffect(() => start_.current()?.focus({ preventScroll: true }), []);

  return (
    <CSPProvider disableStyleElements>
      <Menu.Root
        open
        modal={false}
        onOpenChange={(_, { event, reason }) => {
          // the button closes it by itself
          if (reason === 'outside-press' && event.target instanceof Node && anchor.current?.contains(event.target)) return;
          onClose();
        }}
      >
        <Menu.Portal>
          <Menu.Positioner className={styles['positioner']} anchor={anchor} align="end" sideOffset={6} collisionPadding={8}>
            <Menu.Popup ref={popup} className={styles['popup']} aria-label={label} finalFocus={anchor}>
              {heading !== undefined && <div className={styles['heading']}>{heading}</div>}
              {entries.map((entry, index) => (
                // entries have no identity beyond their place
                <MenuItem key={index} entry={entry} />
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </CSPProvider>
  );
};
