import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { MenuEntry } from './menu-entry.ts';
import styles from './menu-popup.module.css';

/** One entry of a menu. */
export const MenuItem = ({ entry }: { readonly entry: MenuEntry }) => {
  if (entry.kind === 'link') {
    return (
      <Menu.LinkItem className={styles['item']} href={entry.href} closeOnClick>
        <span className={styles['icon']}>{entry.icon}</span>
        {entry.label}
      </Menu.LinkItem>
    );
  }
  if (entry.kind === 'action') {
    return (
      <Menu.Item className={styles['item']} disabled={entry.reason !== undefined} onClick={entry.onSelect}>
        <span className={styles['icon']}>{entry.icon}</span>
        <span className={styles['words']}>
          {entry.label}
          {entry.count !== undefined && ` (${entry.count})`}
          {entry.reason !== undefined && <span className={styles['reason']}>{entry.reason}</span>}
        </span>
      </Menu.Item>
    );
  }
  return (
    <Menu.Group>
      <Menu.GroupLabel className={styles['label']}>{entry.label}</Menu.GroupLabel>
      <Menu.RadioGroup value={entry.value} onValueChange={entry.onChange}>
        {entry.options.map(({ value, label }) => (
          <Menu.RadioItem key={value} className={styles['item']} value={value} closeOnClick onFocus={() => entry.onReach?.(value)}>
            <span className={styles['icon']}>
              <Menu.RadioItemIndicator>
                <Check aria-hidden="true" />
              </Menu.RadioItemIndicator>
            </span>
            <span className={styles['words']}>{label}</span>
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Group>
  );
};
