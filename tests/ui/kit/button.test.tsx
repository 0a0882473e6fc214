import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Button } from '#ui/button.tsx';
import { IconButton } from '#ui/icon-button.tsx';

const form = (button: React.ReactNode) => {
  const sent = vi.fn<() => void>();
  render(
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sent();
      }}
    >
      <input aria-label="Name" />
      {button}
    </form>,
  );
  return sent;
};

it('a pending button keeps the focus and its name, and sends nothing, not even by Enter in a field', async () => {
  const user = userEvent.setup();
  const sent = form(
    <Button type="submit" pending>
      Save
    </Button>,
  );
  const save = screen.getByRole('button', { name: 'Save' });
  save.focus();
  await user.click(save);
  expect(document.activeElement).toBe(save);
  expect(save.getAttribute('aria-busy')).toBe('true');
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Ada{Enter}');
  expect(sent).not.toHaveBeenCalled();
});

it('a button that is not meant to send a form does not', async () => {
  const sent = form(<Button>Discard</Button>);
  await userEvent.setup().click(screen.getByRole('button', { name: 'Discard' }));
  expect(sent).not.toHaveBeenCalled();
});

it('a button with a reason can be reached, tells the reason and does nothing', async () => {
  const user = userEvent.setup();
  const invite = vi.fn<() => void>();
  render(
    <Button reason="Owners and admins invite here: Grace Holm" onClick={invite}>
      Invite user
    </Button>,
  );
  const button = screen.getByRole('button', { name: 'Invite user', description: 'Owners and admins invite here: Grace Holm' });
  expect(screen.queryByRole('tooltip')).toBeNull();
  await user.tab();
  expect(document.activeElement).toBe(button);
  expect(screen.getByRole('tooltip').textContent).toBe('Owners and admins invite here: Grace Holm');
  await user.keyboard('{Enter}');
  expect(invite).not.toHaveBeenCalled();
});

it('Esc puts a tooltip away, and the pointer brings it back', async () => {
  const user = userEvent.setup();
  render(<Button reason="Not on this server">Switch</Button>);
  await user.tab();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('tooltip')).toBeNull();
  await user.hover(screen.getByRole('button', { name: 'Switch' }));
  expect(screen.getByRole('tooltip').textContent).toBe('Not on this server');
  await user.hover(screen.getByRole('tooltip'));
  expect(screen.queryByRole('tooltip')).not.toBeNull();
  await user.unhover(screen.getByRole('tooltip'));
  expect(screen.queryByRole('tooltip')).toBeNull();
});

it('an icon button shows its name to the eye without reading it twice', async () => {
  const user = userEvent.setup();
  render(<IconButton label="Revoke ci-gpu" icon={<svg aria-hidden="true" />} />);
  await user.hover(screen.getByRole('button', { name: 'Revoke ci-gpu', description: '' }));
  expect(screen.getByText('Revoke ci-gpu').getAttribute('aria-hidden')).toBe('true');
});
