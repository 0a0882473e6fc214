import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type FormEvent } from 'react';
import { expect, it, vi } from 'vitest';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Question } from '#ui/question.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import { valueOf } from '#tests/support/screen.ts';

const WithDialog = ({ dismissable, onRefused }: { readonly dismissable?: boolean; readonly onRefused?: () => void }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Create new credentials</Button>
      {open && (
        <Dialog title="Create new credentials" onClose={() => setOpen(false)} dismissable={dismissable} onRefused={onRefused}>
          <TextField label="Label" />
        </Dialog>
      )}
    </>
  );
};

const openDialog = async (props: Parameters<typeof WithDialog>[0] = {}) => {
  const user = userEvent.setup();
  render(<WithDialog {...props} />);
  await user.click(screen.getByRole('button', { name: 'Create new credentials' }));
  return { user, dialog: await screen.findByRole('dialog', { name: 'Create new credentials' }) };
};

it('a dialog begins at its first field and gives the focus back when Esc closes it', async () => {
  const { user } = await openDialog();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Label' })));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Create new credentials' })));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('Tab stays inside a dialog', async () => {
  const { user, dialog } = await openDialog();
  await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  for (let presses = 0; presses < 4; presses += 1) {
    await user.tab();
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  }
});

/** Stops the clock so many ms from now. */
const stopClock = (ms: number) => vi.spyOn(performance, 'now').mockReturnValue(performance.now() + ms);

/** Presses beside the dialog, when nobody would take it for the second click on what opened it. */
const pressBeside = async (user: ReturnType<typeof userEvent.setup>): Promise<void> => {
  const clock = stopClock(1000);
  await user.click(document.body);
  clock.mockRestore();
};

it('the second click of a double click does not close what the first opened', async () => {
  const { user } = await openDialog();
  await user.click(document.body);
  expect(screen.queryByRole('dialog')).not.toBeNull();
});

it('the second Enter of two on what opened a dialog does not send its form; one after typing does, and one later on', async () => {
  const user = userEvent.setup();
  const sent = vi.fn<(event: FormEvent) => void>((event) => event.preventDefault());
  const clock = stopClock(0);
  render(
    <Dialog title="Edit label" onClose={() => undefined}>
      <form onSubmit={sent}>
        <Unsaved label="Label" />
      </form>
    </Dialog>,
  );
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Label')));
  await user.keyboard('{Enter}');
  expect(sent).not.toHaveBeenCalled();
  await user.keyboard('x{Enter}');
  expect(sent).toHaveBeenCalledTimes(1);
  clock.mockRestore();
  stopClock(1000);
  await user.keyboard('{Enter}');
  expect(sent).toHaveBeenCalledTimes(2);
});

it('a press beside a dialog closes it', async () => {
  const { user } = await openDialog();
  await pressBeside(user);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('a dialog that may not be left stays and says so, by Esc, by a press beside it and by its cross', async () => {
  const refused = vi.fn<() => void>();
  const { user } = await openDialog({ dismissable: false, onRefused: refused });
  await user.keyboard('{Escape}');
  await pressBeside(user);
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(refused).toHaveBeenCalledTimes(3);
  expect(screen.queryByRole('dialog')).not.toBeNull();
});

const Unsaved = ({ label }: { readonly label: string }) => {
  const [text, setText] = useState('');
  useUnsavedGuard(text !== '');
  return <TextField label={label} value={text} onChange={({ target }) => setText(target.value)} />;
};

/** A page with unsaved text below a dialog with a form of its own. */
const openForm = async () => {
  const user = userEvent.setup();
  const closed = vi.fn<() => void>();
  const page = render(<Unsaved label="Name" />);
  await user.type(screen.getByLabelText('Name'), 'Ada');
  page.rerender(
    <>
      <Unsaved label="Name" />
      <Dialog title="Edit label" onClose={closed} footer={<Button onClick={closed}>Cancel</Button>}>
        <Unsaved label="Label" />
      </Dialog>
    </>,
  );
  const field = await screen.findByLabelText('Label');
  await waitFor(() => expect(document.activeElement).toBe(field));
  return { user, closed, field };
};

const ways: [string, (user: ReturnType<typeof userEvent.setup>) => Promise<void>][] = [
  ['Esc', (user) => user.keyboard('{Escape}')],
  ['a press beside it', (user) => pressBeside(user)],
  ['its cross', (user) => user.click(screen.getByRole('button', { name: 'Dismiss' }))],
];

it.each(ways)('a dialog in which something was typed is left by %s only after a question', async (_way, leave) => {
  const { user, closed, field } = await openForm();
  await user.type(field, 'trainer');
  await leave(user);
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect([closed.mock.calls.length, valueOf(field)]).toEqual([0, 'trainer']);

  await leave(user);
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Discard' }));
  expect(closed).toHaveBeenCalledOnce();
});

it.each(ways)('a dialog in which nothing was typed, or all was taken back, is left by %s at once', async (_way, leave) => {
  const { user, closed, field } = await openForm();
  await user.type(field, 'x{Backspace}');
  await leave(user);
  expect(closed).toHaveBeenCalledOnce();
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

it('whoever stays in a dialog with typed text goes on where they were', async () => {
  const { user, field } = await openForm();
  await user.type(field, 'trainer');
  await user.keyboard('{Escape}');
  await screen.findByRole('alertdialog');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(field));
});

it('the Cancel of a dialog does as it says, whatever was typed', async () => {
  const { user, closed, field } = await openForm();
  await user.type(field, 'trainer');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(closed).toHaveBeenCalledOnce();
});

it('a question over a dialog takes Esc and presses for itself', async () => {
  const left = vi.fn<() => void>();
  const cancelled = vi.fn<() => void>();
  const user = userEvent.setup();
  const dialog = (
    <Dialog title="Create new credentials" onClose={left}>
      <TextField label="Label" />
    </Dialog>
  );
  const page = render(dialog);
  await screen.findByRole('dialog');
  page.rerender(
    <>
      {dialog}
      <Question title="Discard what you typed?" confirmLabel="Discard" onConfirm={() => undefined} onCancel={cancelled}>
        It was not saved.
      </Question>
    </>,
  );
  await user.click(await screen.findByText('It was not saved.'));
  await user.keyboard('{Escape}');
  expect(left).not.toHaveBeenCalled();
  expect(cancelled).toHaveBeenCalledTimes(1);
});

it('a question begins on its way out, is described by what it will do, and Esc cancels it', async () => {
  const cancelled = vi.fn<() => void>();
  const user = userEvent.setup();
  render(
    <Question title="Revoke ci-gpu?" tone="danger" confirmLabel="Revoke" onConfirm={() => undefined} onCancel={cancelled}>
      <p>Programs that use it stop working.</p>
    </Question>,
  );
  const question = await screen.findByRole('alertdialog', { name: 'Revoke ci-gpu?', description: 'Programs that use it stop working.' });
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' })));
  await pressBeside(user);
  expect(question.isConnected).toBe(true);
  expect(cancelled).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  expect(cancelled).toHaveBeenCalledTimes(1);
});

it('a question whose answer is under way can neither be left nor answered again, and shows what went wrong', async () => {
  const answered = vi.fn<() => void>();
  const user = userEvent.setup();
  render(
    <Question
      title="Revoke ci-gpu?"
      confirmLabel="Revoke"
      pending
      error="The server did not answer."
      onConfirm={answered}
      onCancel={answered}
    >
      It cannot be undone.
    </Question>,
  );
  await user.click(await screen.findByRole('button', { name: 'Revoke' }));
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await user.keyboard('{Escape}');
  expect(answered).not.toHaveBeenCalled();
  expect(screen.getByRole('alert').textContent).toBe('The server did not answer.');
});
