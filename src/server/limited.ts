import { Failure } from './failure.ts';

/** Runs at most `slots` works at the same time; up to `places` others wait in line, and who finds no place is told to come back (429). */
export const limiter = (slots: number, places: number): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let free = slots;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else {
      if (waiting.length >= places) throw new Failure('too_many_requests', { retryAfter: 1 });
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
};
