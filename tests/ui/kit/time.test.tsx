import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Time, TimeFormatProvider, type TimeFormat } from '#ui/time.tsx';

const now = Date.UTC(2026, 10, 24, 12, 0, 0);

const inTokyo = (style: TimeFormat['style']): TimeFormat => ({ timeZone: 'Asia/Tokyo', style });

const stopClock = () => vi.useFakeTimers({ now, toFake: ['Date', 'setInterval', 'clearInterval'] });

afterEach(() => vi.useRealTimers());

it('takes a time of the server without a zone for UTC', () => {
  stopClock();
  render(<Time value="2026-11-24T09:00:00" />);
  expect(screen.getByText('3 hours ago').getAttribute('datetime')).toBe('2026-11-24T09:00:00.000Z');
});

it('gives the exact time and its zone by the pointer', async () => {
  const user = userEvent.setup();
  render(
    <TimeFormatProvider {...inTokyo('relative')}>
      <Time value="2026-11-24T09:00:05Z" />
    </TimeFormatProvider>,
  );
  await user.hover(screen.getByRole('time'));
  expect(screen.getByRole('tooltip').textContent).toBe('24 Nov 2026, 18:00:05 GMT+9');
});

it('writes the date where that is preferred', () => {
  render(
    <TimeFormatProvider {...inTokyo('absolute')}>
      <Time value="2026-11-24T16:30:00Z" />
    </TimeFormatProvider>,
  );
  expect(screen.getByText('25 Nov 2026, 01:30')).toBeDefined();
});

it('grows older by the minute', () => {
  stopClock();
  render(<Time value={now - 30_000} />);
  expect(screen.getByText('just now')).toBeDefined();
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.getByText('1 minute ago')).toBeDefined();
});

it('says what there is instead of a time', () => {
  render(<Time value={null} absent="Never" />);
  expect(screen.getByText('Never')).toBeDefined();
});
