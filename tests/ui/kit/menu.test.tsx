import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { lazily } from '#ui/lazily.tsx';
import { MenuPopup } from '#ui/menu-popup.tsx';
import { Menu, type MenuPlace } from '#ui/menu.tsx';

const openMenu = (key: string) => {
  const onSwitch = vi.fn<(value: string) => void>();
  const onInvite = vi.fn<() => void>();
  const user = userEvent.setup();
  const Content = (place: MenuPlace) =>
    place.start !== 'no' && (
      <MenuPopup
        {...place}
        label="Profile menu"
        heading="Ada Larsen"
        sections={[
          [{ kind: 'link', label: 'Profile', href: '/profile' }],
          [
            {
              kind: 'choice',
              label: 'Workspaces',
              value: 'own',
              options: [
                { value: 'own', label: 'Ada’s workspace' },
                { value: 'acme', label: 'Acme Research' },
              ],
              onChange: onSwitch,
            },
          ],
          [{ kind: 'action', label: 'Invite a user', reason: 'Owners and admins invite here', onSelect: onInvite }],
        ]}
      />
    );
  render(
    <Menu label="Profile menu" Content={lazily(() => Promise.resolve(Content))}>
      AL
    </Menu>,
  );
  const button = screen.getByRole('button', { name: 'Profile menu', expanded: false });
  button.focus();
  return { user, button, onSwitch, onInvite, open: () => user.keyboard(key) };
};

it.each([
  ['{Enter}', 'Profile'],
  ['{ArrowDown}', 'Profile'],
  ['{ArrowUp}', 'Invite a user Owners and admins invite here'],
])('%s opens the menu at %s, and Esc gives the focus back', async (key, first) => {
  const { user, button, open } = openMenu(key);
  await open();
  await screen.findByRole('menu', { name: 'Profile menu' });
  await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('menuitem'));
  expect(first.replaceAll(' ', '')).toBe(document.activeElement?.textContent.replaceAll(' ', ''));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(button));
  expect(screen.queryByRole('menu')).toBeNull();
});

it('the current choice is checked, and another can be made', async () => {
  const { user, open, onSwitch } = openMenu('{Enter}');
  await open();
  expect(await screen.findByRole('menuitemradio', { name: 'Ada’s workspace', checked: true })).toBeDefined();
  await user.click(screen.getByRole('menuitemradio', { name: 'Acme Research', checked: false }));
  expect(onSwitch.mock.calls[0]?.[0]).toBe('acme');
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
});

it('what cannot be chosen says why and does nothing', async () => {
  const { user, open, onInvite } = openMenu('{Enter}');
  await open();
  const item = await screen.findByRole('menuitem', { name: /Invite a user.*Owners and admins invite here/u });
  expect(item.getAttribute('aria-disabled')).toBe('true');
  await user.click(item);
  expect(onInvite).not.toHaveBeenCalled();
});

it('a second press on the button closes the menu', async () => {
  const { user, button } = openMenu('');
  await user.click(button);
  await screen.findByRole('menu');
  await user.click(button);
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
});

it('a press on an entry is not lost where a count in it changes meanwhile', async () => {
  const onFind = vi.fn<() => void>();
  const user = userEvent.setup();
  const anchor = { current: null };
  const menu = (count: number) => (
    <MenuPopup
      label="Profile menu"
      heading="Ada Larsen"
      anchor={anchor}
      start="pointer"
      onClose={() => undefined}
      sections={[
        [
          { kind: 'link', label: 'Profile', href: '/profile' },
          { kind: 'action', label: 'Find a workspace', count, onSelect: onFind },
        ],
      ]}
    />
  );
  const { rerender } = render(menu(30));
  const entry = await screen.findByRole('menuitem', { name: 'Find a workspace (30)' });
  await user.pointer({ keys: '[MouseLeft>]', target: entry });
  rerender(menu(31));
  await user.pointer({ keys: '[/MouseLeft]', target: await screen.findByRole('menuitem', { name: 'Find a workspace (31)' }) });
  expect(onFind).toHaveBeenCalledOnce();
});
