import { expect, test } from 'vitest';
import { makeTurns } from '#server/probe/turns.ts';

const forever = new AbortController().signal;

/** A work that began when `began` says so, and ends when it is told to. */
const work = () => {
  const state = { began: false, end: (): void => undefined };
  const promise = new Promise<string>((resolve) => (state.end = () => resolve('done')));
  return {
    state,
    run: () => {
      state.began = true;
      return promise;
    },
  };
};
/** Lets all run that can. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('one person’s works wait for each other, and others are served meanwhile', async () => {
  const turns = makeTurns({ each: 1, all: 2, line: 9 });
  const [first, second, third, fourth] = [work(), work(), work(), work()];
  const began = () => [first, second, third, fourth].map(({ state }) => state.began);
  const all = [
    turns({ who: 'ada', signal: forever }, first.run),
    turns({ who: 'ada', signal: forever }, second.run),
    turns({ who: 'bob', signal: forever }, third.run),
    turns({ who: 'eve', signal: forever }, fourth.run),
  ];
  await settled();
  expect(began()).toEqual([true, false, true, false]);
  third.state.end();
  await settled();
  expect(began()).toEqual([true, false, true, true]);
  first.state.end();
  await settled();
  expect(began()).toEqual([true, true, true, true]);
  for (const { state } of [second, fourth]) state.end();
  expect(await Promise.all(all)).toEqual(Array(4).fill('done'));
});

test('who waits too long leaves the line, and a full line takes nobody', async () => {
  const turns = makeTurns({ each: 1, all: 1, line: 1 });
  const [first, second] = [work(), work()];
  const leaving = new AbortController();
  const done = turns({ who: 'ada', signal: forever }, first.run);
  const left = turns({ who: 'bob', signal: leaving.signal }, second.run);
  await expect(turns({ who: 'eve', signal: forever }, second.run)).rejects.toMatchObject({ error: 'too_many_requests', retryAfter: 5 });
  leaving.abort();
  await expect(left).rejects.toThrow('too late');
  const next = turns({ who: 'eve', signal: forever }, () => Promise.reject(new Error('broken')));
  first.state.end();
  expect(await done).toBe('done');
  await expect(next).rejects.toThrow('broken');
  expect(await turns({ who: 'eve', signal: forever }, () => Promise.resolve('again'))).toBe('again');
  expect(second.state.began).toBe(false);
});
