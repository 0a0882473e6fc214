import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeLog } from '#server/log.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout'] }));
afterEach(() => vi.useRealTimers());

const minute = 60_000;

/** A log, and what each of its lines says beside level, time and sentence. */
const open = (level: 'info' | 'error' = 'info') => {
  const lines: Record<string, unknown>[] = [];
  const log = makeLog(level, (line) => {
    const { level: _level, time: _time, ...rest } = JSON.parse(line) as Record<string, unknown>; // pino writes objects
    lines.push(rest);
  });
  const send = (times: number, { event = 'key.log_in_failed', user, network }: { event?: string; user?: string; network?: string }) => {
    for (let time = 0; time < times; time += 1)
      log.often({ level: 'info', message: 'It happened', kind: { event, user }, facts: { event, user, network, time }, network });
  };
  return { lines, send };
};

test('check 54: of what comes too often twenty lines are written in a minute, then how many more there were', () => {
  const { lines, send } = open();
  send(1_000, { network: '203.0.113.9' });
  expect(lines.map(({ time: _time, ...line }) => line)).toEqual(
    Array.from({ length: 20 }, () => ({ event: 'key.log_in_failed', network: '203.0.113.9', msg: 'It happened' })),
  );
  vi.advanceTimersByTime(minute);
  expect(lines.slice(20)).toEqual([{ event: 'key.log_in_failed', network: '203.0.113.9', more: 980, msg: 'More of the same' }]);
});

test('the next minute has its own lines, and nothing is said of one that had no more', () => {
  const { lines, send } = open();
  send(20, { network: '203.0.113.9' });
  vi.advanceTimersByTime(minute);
  expect(lines).toHaveLength(20);
  send(21, { network: '203.0.113.9' });
  expect(lines).toHaveLength(40);
  vi.advanceTimersByTime(minute);
  expect(lines.slice(40)).toMatchObject([{ more: 1 }]);
  expect(vi.getTimerCount()).toBe(0);
});

test('check 54: a flood takes no line from elsewhere, from another account or from another event', () => {
  const { lines, send } = open();
  send(1_000, { network: '203.0.113.9' });
  const others = [
    { network: '198.51.100.1' },
    { network: '203.0.113.9', user: 'ada' },
    { network: '203.0.113.9', event: 'user.log_in_failed' },
    { network: '198.51.100.1', user: 'ada' },
  ];
  for (const other of others) send(1, other);
  expect(lines.slice(20)).toMatchObject(others);
});

test('check 54: a flood from very many networks is bounded as well, and takes no line from an account', () => {
  const { lines, send } = open();
  for (let network = 0; network < 5_000; network += 1) send(2, { network: `2001:db8:0:${network.toString(16)}::/64` });
  expect(lines).toHaveLength(100 * 2 + 20);
  send(1, { network: '198.51.100.1', user: 'ada' });
  expect(lines).toHaveLength(221);
  vi.advanceTimersByTime(minute);
  expect(lines.slice(221)).toEqual([{ event: 'key.log_in_failed', more: 9_780, msg: 'More of the same' }]);
});

test('a level that is not written is not counted out loud either', () => {
  const { lines, send } = open('error');
  send(30, { network: '203.0.113.9' });
  vi.advanceTimersByTime(minute);
  expect(lines).toEqual([]);
});
