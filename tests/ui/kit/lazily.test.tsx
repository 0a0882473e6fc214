import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Suspense } from 'react';
import { expect, it, vi } from 'vitest';
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
