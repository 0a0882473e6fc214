import { act, screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { focusManager } from '@tanstack/react-query';
import { describe, expect, test } from 'vitest';
import { keyRing } from '#features/cloud-access/own-key-ring.ts';
import { addRow, fill, keys as storageKeys, openCard, startStorage } from '#tests/support/cloud-access-card.tsx';

describe('keys that another tab changes while they are edited', () => {
  const edit = async () => {
    const { user, card, account } = await openCard();
    await addRow(user, await startStorage());
    await user.click(card.getByRole('button', { name: 'Edit models' }));
    await fill(user, { Bucket: 'typed' });
    const keys = keyRing.read(account);
    const [row] = keys.status === 'ready' ? keys.rows : [];
    if (row === undefined) throw new Error('there is no row');
    return { user, card, account, row };
  };

  test('come back on request only, where they were removed there, with what was typed', async () => {
    const { user, card, account, row } = await edit();
    expect(card.queryByText(/in another tab/)).toBeNull();
    // there before it says anything, so that what comes is read out
    const news = within(card.getByRole('form', { name: /^Edit access keys of / })).getByRole('status');
    await act(() => keyRing.remove(account, row.id));
    const notice = await card.findByText('These keys were removed in another tab');
    expect(notice.closest('[role=status]')).toBe(news);
    expect(card.getByLabelText('Bucket')).toHaveProperty('value', 'typed');
    expect(card.queryByRole('button', { name: 'Save' })).toBeNull();
    await user.click(card.getByRole('button', { name: 'Add them again' }));
    await card.findByRole('button', { name: 'Edit typed' });
  });

  test('stay in their place and under the cursor', async () => {
    const { card, account, row } = await edit();
    await act(() => keyRing.save(account, { ...row, id: `${row.id} later`, bucket: 'later' }));
    const field = card.getByLabelText('Bucket');
    field.focus();
    await act(() => keyRing.remove(account, row.id));
    await card.findByText('These keys were removed in another tab');
    expect(document.activeElement).toBe(field);
    expect(card.getAllByRole('button', { name: /^Edit / }).map(({ textContent }: HTMLElement) => textContent)).toEqual([
      'Edit models',
      'Edit later',
    ]);
  });

  test('stay removed by Discard', async () => {
    const { user, card, account, row } = await edit();
    await act(() => keyRing.remove(account, row.id));
    await card.findByText('These keys were removed in another tab');
    await user.click(card.getByRole('button', { name: 'Discard' }));
    await card.findByText('No access keys yet');
  });

  test('say so, where they were changed there', async () => {
    const { card, account, row } = await edit();
    await act(() => keyRing.save(account, { ...row }));
    expect(card.queryByText(/in another tab/)).toBeNull();
    await act(() => keyRing.save(account, { ...row, secret: 'of the other tab' }));
    await card.findByText('These keys were changed in another tab');
    expect(card.getByLabelText('Bucket')).toHaveProperty('value', 'typed');
  });
});

describe('keys that are typed while the session ends from elsewhere', () => {
  const secrets = (): string[] => [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
  const open: [string, (user: UserEvent) => Promise<void>][] = [
    ['of a new row', async (user) => user.click(screen.getByRole('button', { name: 'Add access keys' }))],
    [
      'of a row that is edited',
      async (user) => {
        await addRow(user, await startStorage());
        await user.click(screen.getByRole('button', { name: 'Edit models' }));
      },
    ],
  ];
  const end = async (endSessions: () => Promise<unknown>): Promise<void> => {
    await endSessions();
    act(() => {
      focusManager.setFocused(false);
      focusManager.setFocused(true);
      focusManager.setFocused(undefined);
    });
  };

  test.each(open)('%s are gone without being asked about', async (_, start) => {
    const { user, endSessions } = await openCard();
    await start(user);
    await fill(user, { 'Secret / SAS': 'typed-secret' });
    await end(endSessions);
    await screen.findByRole('heading', { name: 'Log in' });
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(secrets()).not.toContain('typed-secret');
  });

  test.each(open)('%s are gone where another tab drops them first', async (_, start) => {
    const { user, card, account } = await openCard();
    await start(user);
    await fill(user, { 'Secret / SAS': 'typed-secret' });
    act(() => keyRing.lock(account));
    await card.findByText('Your session has ended.');
    expect(secrets().filter((value) => ['typed-secret', storageKeys.secretKey].includes(value))).toEqual([]);
    expect(screen.queryByText(/in another tab/)).toBeNull();
  });

  test('are gone, while what is typed elsewhere is asked about', async () => {
    const { user, card, endSessions } = await openCard();
    await user.click(screen.getByRole('button', { name: 'Add access keys' }));
    await fill(user, { 'Secret / SAS': 'typed-secret' });
    await user.click(screen.getByRole('button', { name: 'Create new credentials' }));
    await user.type(await screen.findByLabelText('Label'), 'typed');
    await end(endSessions);
    const question = await screen.findByRole('alertdialog', { name: 'Leave without saving?' });
    await user.click(within(question).getByRole('button', { name: 'Cancel' }));
    expect(screen.getByLabelText('Label')).toHaveProperty('value', 'typed');
    expect(secrets()).not.toContain('typed-secret');
    await card.findByText('Your session has ended.');
  });
});
