import { CSPProvider } from '@base-ui/react/csp-provider';
import { Menu } from '@base-ui/react/menu';
import { Fragment, useRef, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { MenuEntry } from './menu-entry.ts';
import { MenuItem } from './menu-item.tsx';
import type { MenuPlace } from './menu.tsx';
import styles from './menu-popup.module.css';

interface MenuPopupProps extends MenuPlace {
  /** accessible name */
  readonly label: string;
  /** what heads the menu; not an item */
  readonly heading: ReactNode;
  /** a line stands between them */
  readonly sections: readonly (readonly MenuEntry[])[];
}

/** An open menu, as long as it is mounted. */
export const MenuPopup = ({ label, heading, sections, anchor, start, onClose }: MenuPopupProps) => {
  const begun = useRef(false);
  const tabbed = useRef(false);

  /** A menu that was opened without its own kind of trigger gives the focus to itself, not to an item. */
  const begin = ({ target, currentTarget }: FocusEvent<HTMLElement>): void => {
    if (begun.current || target !== currentTarget) return;
    begun.current = true;
    if (start !== 'pointer') [...currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')].at(start === 'first' ? 0 : -1)?.focus();
  };

  /** Tab goes on from the button, as if there were no menu. */
  const leaveByTab = ({ key }: KeyboardEvent): void => {
    if (key !== 'Tab') return;
    tabbed.current = true;
    anchor.current?.focus();
    onClose();
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
            <Menu.Popup
              className={styles['popup']}
              aria-label={label}
              finalFocus={() => (tabbed.current ? false : anchor.current)}
              onFocus={begin}
              onKeyDown={leaveByTab}
            >
              {heading !== undefined && <div className={styles['heading']}>{heading}</div>}
              {sections.map((section, index) => (
                // no words of it that change: it would be drawn anew under a press that has begun
                <Fragment key={section[0]?.label}>
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
