import { CSPProvider } from '@base-ui/react/csp-provider';
import { Menu } from '@base-ui/react/menu';
import { Fragment, useRef, type ReactNode, type RefObject } from 'react';
import type { MenuEntry } from './menu-entry.ts';
import { MenuItem } from './menu-item.tsx';
import styles from './menu-popup.module.css';

interface MenuPopupProps {
  readonly label: string;
  readonly heading: ReactNode;
  readonly sections: readonly (readonly MenuEntry[])[];
  readonly anchor: RefObject<HTMLButtonElement | null>;
  /** the item that gets the focus; the menu itself when it was opened by a pointer */
  readonly start: 'first' | 'last' | 'pointer';
  readonly onClose: () => void;
}

/** An open menu, as long as it is mounted. */
export const MenuPopup = ({ label, heading, sections, anchor, start, onClose }: MenuPopupProps) => {
  const popup = useRef<HTMLDivElement>(null);
  const focusStart = (): void => {
    const items = [...(popup.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    const item = (start === 'pointer' ? undefined : items.at(start === 'first' ? 0 : -1)) ?? popup.current;
    item?.focus({ preventScroll: true });
  };

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
              {sections.map((section, index) => (
                <Fragment key={section.map(({ label: name }) => name).join()}>
                  {index > 0 && <Menu.Separator className={styles['line']} />}
                  {section.map((entry) => (
                    <MenuItem key={entry.label} entry={entry} />
                  ))}
                </Fragment>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </CSPProvider>
  );
};
