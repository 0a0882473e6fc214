/** Runs at most `slots` works at the same time; the others wait in line. */
export const limiter = (slots: number): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let free = slots;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
};
