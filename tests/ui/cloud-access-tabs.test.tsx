import { act } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { keyRing } from '#features/cloud-access/own-key-ring.ts';
import { addRow, fill, openCard, startStorage } from '#tests/support/cloud-access-card.tsx';

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
    await act(() => keyRing.remove(account, row.id));
    await card.findByText('These keys were removed in another tab');
    expect(card.getByLabelText('Bucket')).toHaveProperty('value', 'typed');
    expect(card.queryByRole('button', { name: 'Save' })).toBeNull();
    await user.click(card.getByRole('button', { name: 'Add them again' }));
    await card.findByRole('button', { name: 'Edit typed' });
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
