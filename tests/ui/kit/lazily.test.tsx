import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Suspense, useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Button } from '#ui/button.tsx';
import { lazily } from '#ui/lazily.tsx';

const Shown = () => <p>Here</p>;

it('a component that was fetched ahead is there at once', async () => {
  const load = vi.fn<() => Promise<typeof Shown>>(() => Promise.resolve(Shown));
  const Lazy = lazily(load);
  Lazy.preload();
  Lazy.preload();
  await Promise.resolve();
  render(
    <Suspense fallback="Loading">
      <Lazy />
    </Suspense>,
  );
  expect(screen.getByText('Here')).toBeDefined();
  expect(load).toHaveBeenCalledTimes(1);
});

it('a load that failed is tried anew by the next intent', async () => {
  const load = vi.fn<() => Promise<typeof Shown>>(() => Promise.resolve(Shown)).mockRejectedValueOnce(new Error('offline'));
  const Lazy = lazily(load);
  Lazy.preload();
  await vi.waitFor(() => {
    Lazy.preload();
    expect(load).toHaveBeenCalledTimes(2);
  });
  render(
    <Suspense fallback="Loading">
      <Lazy />
    </Suspense>,
  );
  expect(await screen.findByText('Here')).toBeDefined();
});

it('a load that fails where it is shown leaves what stands around it, and is tried anew on request', async () => {
  const load = vi.fn<() => Promise<typeof Shown>>(() => Promise.resolve(Shown)).mockRejectedValueOnce(new Error('offline'));
  const Lazy = lazily(load);
  render(
    <>
      <input aria-label="Name" />
      <Suspense fallback="Loading">
        <Lazy />
      </Suspense>
    </>,
  );
  const name = screen.getByLabelText('Name');
  await userEvent.type(name, 'Ada');
  await screen.findByText('This part of the page did not load');
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText('Here')).toBeDefined();
  expect(screen.getByLabelText('Name')).toBe(name);
  expect(name).toHaveProperty('value', 'Ada');
});

describe('a dialog that does not load', () => {
  const Question = ({ onCancel }: { readonly onCancel: () => void }) => <Button onClick={onCancel}>Here</Button>;

  const open = async (failures: number) => {
    const load = vi.fn<() => Promise<typeof Question>>(() => Promise.resolve(Question));
    for (let left = failures; left > 0; left--) load.mockRejectedValueOnce(new Error('offline'));
    const Lazy = lazily(load);
    const Asks = () => {
      const [asking, setAsking] = useState(false);
      return (
        <>
          <Button onClick={() => setAsking(true)}>Remove</Button>
          <Suspense>{asking && <Lazy onCancel={() => setAsking(false)} />}</Suspense>
        </>
      );
    };
    render(<Asks />);
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    return within(await screen.findByRole('alertdialog', { name: 'This part of the page did not load' }));
  };

  it('says so over the page, and is tried anew there', async () => {
    const missing = await open(1);
    await userEvent.click(missing.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByRole('button', { name: 'Here' })).toBeDefined();
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('can be closed, and is tried anew by the next press of its button', async () => {
    const missing = await open(1);
    await userEvent.click(missing.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    expect(await screen.findByRole('button', { name: 'Here' })).toBeDefined();
  });

  it('says so again where it does not load the next time either', async () => {
    const missing = await open(2);
    await userEvent.click(missing.getByRole('button', { name: 'Close' }));
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    expect(await screen.findByRole('alertdialog')).toBeDefined();
  });
});
