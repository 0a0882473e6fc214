import { describe, expect, it } from 'vitest';
import { inTurns } from '#lib/in-turns.ts';

const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('work in turns', () => {
  it('does each item once, no more of them at the same time than it may', async () => {
    const done: number[] = [];
    let running = 0;
    let most = 0;
    await inTurns([...Array(10).keys()], 3, new AbortController().signal, async (item) => {
      most = Math.max(most, ++running);
      await later();
      running--;
      done.push(item);
    });
    expect(done.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(most).toBe(3);
  });

  it('begins nothing after it was stopped, and finishes what it began', async () => {
    const stop = new AbortController();
    const done: number[] = [];
    await inTurns([...Array(10).keys()], 2, stop.signal, async (item) => {
      await later();
      done.push(item);
      if (item === 1) stop.abort();
    });
    expect(done.length).toBeGreaterThanOrEqual(2);
    expect(done.length).toBeLessThanOrEqual(4);
  });
});
