import { expect, test } from 'vitest';
import { fairLine } from '#server/fair-line.ts';

/** A line whose works run until they are ended by their name; who began, who was refused and what runs is told in order. */
const makeLine = (slots: number, places: number) => {
  const line = fairLine(slots, places);
  const began: string[] = [];
  const refused: string[] = [];
  const running = new Map<string, () => void>();
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    began,
    refused,
    /** Each name is a work; its first letter says whose. */
    send: async (...names: string[]) => {
      for (const name of names) {
        const work = () =>
          new Promise<void>((resolve) => {
            began.push(name);
            running.set(name, resolve);
          });
        line(name.charAt(0), work).catch(() => refused.push(name));
      }
      await settled();
    },
    /** Ends what runs, the oldest first, until nothing does. */
    finish: async () => {
      for (let [first] = running; first !== undefined; [first] = running) {
        running.delete(first[0]);
        first[1]();
        await settled();
      }
    },
  };
};

test('works of one address run in the order in which they came', async () => {
  const line = makeLine(2, 10);
  await line.send('a1', 'a2', 'a3', 'a4');
  expect(line.began).toEqual(['a1', 'a2']);
  await line.finish();
  expect([line.began, line.refused]).toEqual([['a1', 'a2', 'a3', 'a4'], []]);
});

test('addresses are served in turn, whoever sent more and came first', async () => {
  const line = makeLine(1, 10);
  await line.send('a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1');
  await line.finish();
  expect(line.began).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
});

test('whoever finds the line full takes the place of the newest work of the address that has most of it', async () => {
  const line = makeLine(1, 4);
  await line.send('a0', 'a1', 'a2', 'a3', 'b1');
  await line.send('c1');
  expect(line.refused).toEqual(['a3']);
  await line.send('b2');
  // two of a, two of b, one of c: the arriving one is among the longest
  expect(line.refused).toEqual(['a3', 'b2']);
  await line.finish();
  expect(line.began).toEqual(['a0', 'a1', 'b1', 'c1', 'a2']);
});

test('whoever has most of a full line is refused more', async () => {
  const line = makeLine(1, 3);
  await line.send('a0', 'a1', 'a2', 'b1', 'a3', 'a4');
  expect(line.refused).toEqual(['a3', 'a4']);
  await line.finish();
  expect(line.began).toEqual(['a0', 'a1', 'b1', 'a2']);
});

test('where everybody has one place of a full line, the one who comes late is refused', async () => {
  const line = makeLine(1, 3);
  await line.send('a0', 'b1', 'c1', 'd1', 'e1');
  expect(line.refused).toEqual(['e1']);
  await line.finish();
  expect(line.began).toEqual(['a0', 'b1', 'c1', 'd1']);
});

test('an address alone has the whole line, and it is as long as before when it was full', async () => {
  const line = makeLine(1, 3);
  for (const round of [1, 2]) {
    await line.send(`a${round}0`, `a${round}1`, `a${round}2`, `a${round}3`, `a${round}4`);
    await line.finish();
    expect(line.refused).toHaveLength(round);
    expect(line.began).toHaveLength(4 * round);
  }
});

test('a work that fails ends like any other, and its caller gets the failure', async () => {
  const line = fairLine(1, 3);
  const fails = line('a', () => Promise.reject(new Error('no hash')));
  const next = line('b', () => Promise.resolve('done'));
  await expect(fails).rejects.toThrow('no hash');
  expect(await next).toBe('done');
});
