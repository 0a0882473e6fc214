import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { keepFocus } from '#ui/keep-focus.ts';
import { Question } from '#ui/question.tsx';

beforeEach(() => keepFocus());

/** A list whose rows are removed: at once, or after a question. */
const List = ({ names, asks = false }: { readonly names: readonly string[]; readonly asks?: boolean }) => {
  const [rows, setRows] = useState(names);
  const [asked, setAsked] = useState<string>();
  const remove = (name: string): void => setRows(rows.filter((row) => row !== name));
  return (
    <section>
      <h2 tabIndex={-1}>Keys</h2>
      <ul>
        {rows.map((name) => (
          <li key={name}>
            <time tabIndex={0}>just now</time>
            <Button onClick={() => (asks ? setAsked(name) : remove(name))}>Remove {name}</Button>
          </li>
        ))}
      </ul>
      {asked !== undefined && (
        <Question
          title={`Remove ${asked}?`}
          confirmLabel="Remove"
          onCancel={() => setAsked(undefined)}
          onConfirm={() => {
            remove(asked);
            setAsked(undefined);
          }}
        >
          It cannot be undone.
        </Question>
      )}
    </section>
  );
};

const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const hasFocus = (element: HTMLElement): Promise<void> => waitFor(() => expect(document.activeElement).toBe(element));

const removeByQuestion = async (user: ReturnType<typeof userEvent.setup>, name: string): Promise<void> => {
  await user.click(button(`Remove ${name}`));
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
};

it('a button that goes away gives the focus to the next one, then to the one before, then to the heading', async () => {
  const user = userEvent.setup();
  render(<List names={['a', 'b', 'c']} />);
  await user.click(button('Remove b'));
  await hasFocus(button('Remove c'));
  await user.keyboard('{Enter}');
  await hasFocus(button('Remove a'));
  await user.keyboard('{Enter}');
  await hasFocus(screen.getByRole('heading', { name: 'Keys' }));
});

it('so does a row that goes away under a question', async () => {
  const user = userEvent.setup();
  render(<List names={['a', 'b']} asks />);
  await removeByQuestion(user, 'a');
  await hasFocus(button('Remove b'));
  await removeByQuestion(user, 'b');
  await hasFocus(screen.getByRole('heading', { name: 'Keys' }));
});

it('so does it where Tab went round the question first', async () => {
  const user = userEvent.setup();
  render(<List names={['a', 'b']} asks />);
  await user.click(button('Remove a'));
  const question = within(await screen.findByRole('alertdialog'));
  const cancel = question.getByRole('button', { name: 'Cancel' });
  await hasFocus(cancel);
  await user.tab();
  await user.tab();
  await hasFocus(cancel);
  await user.click(question.getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  await hasFocus(button('Remove b'));
});

it('the focus stays in the dialog that the row was in', async () => {
  const user = userEvent.setup();
  render(
    <>
      <Button>Below</Button>
      <Dialog title="Keys" onClose={() => undefined}>
        <List names={['a', 'b']} asks />
      </Dialog>
    </>,
  );
  await screen.findByRole('dialog');
  await removeByQuestion(user, 'b');
  await hasFocus(button('Remove a'));
});

it('what lies behind a dialog gives the focus back to where it was in the uppermost one', async () => {
  const user = userEvent.setup();
  render(
    <>
      <Button>Below</Button>
      <Dialog title="Keys" onClose={() => undefined}>
        <List names={['a']} asks />
      </Dialog>
    </>,
  );
  const below = screen.getByRole('button', { name: 'Below', hidden: true });
  await screen.findByRole('dialog');
  await user.click(button('Remove a'));
  const question = await screen.findByRole('alertdialog');
  await hasFocus(within(question).getByRole('button', { name: 'Cancel' }));
  below.focus();
  await hasFocus(within(question).getByRole('button', { name: 'Cancel' }));
  await user.click(within(question).getByRole('button', { name: 'Cancel' }));
  await hasFocus(button('Remove a'));
  below.focus();
  await hasFocus(button('Remove a'));
});

it('a row that goes away while its question is cancelled leaves the focus beside it', async () => {
  const user = userEvent.setup();
  const Page = ({ names, asking }: { readonly names: readonly string[]; readonly asking: boolean }) => (
    <>
      {names.map((name) => (
        <Button key={name}>Remove {name}</Button>
      ))}
      {asking && (
        <Question title="Remove a?" confirmLabel="Remove" onConfirm={() => undefined} onCancel={() => undefined}>
          It cannot be undone.
        </Question>
      )}
    </>
  );
  const page = render(<Page names={['a', 'b']} asking={false} />);
  await user.click(button('Remove a'));
  page.rerender(<Page names={['a', 'b']} asking />);
  await waitFor(() => expect(screen.getByRole('alertdialog').contains(document.activeElement)).toBe(true));
  page.rerender(<Page names={['b']} asking />);
  page.rerender(<Page names={['b']} asking={false} />);
  await hasFocus(button('Remove b'));
});

it('what cannot be reached is passed over', async () => {
  const user = userEvent.setup();
  const Going = () => {
    const [there, setThere] = useState(true);
    return (
      <div>
        {there && <Button onClick={() => setThere(false)}>Undo</Button>}
        <input disabled aria-label="Off" />
        <select aria-label="Scale" />
      </div>
    );
  };
  render(<Going />);
  await user.click(button('Undo'));
  await hasFocus(screen.getByLabelText('Scale'));
});

it('who pressed beside everything is left alone', async () => {
  const user = userEvent.setup();
  const page = render(<Button>Gone</Button>);
  await user.click(button('Gone'));
  await user.click(document.body);
  page.rerender(<input aria-label="Instead" />);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(document.activeElement).toBe(document.body);
});

it('a change of page is not its concern', async () => {
  const user = userEvent.setup();
  const page = render(
    <main>
      <Button key="old">Go</Button>
    </main>,
  );
  await user.click(button('Go'));
  page.rerender(
    <main>
      <Button key="new">Other</Button>
    </main>,
  );
  await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(document.activeElement).toBe(document.body);
});
