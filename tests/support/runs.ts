import { TestRunner, type RunnerTestCase } from 'vitest';

const long = Number(process.env['LONG'] ?? '0');

/** Whether these are the long tests. */
export const isLong = long >= 1;

/** Whether these are the longest, of `npm run soak`. */
export const isSoak = long >= 2;

/** Notes that the test which runs tries something so many times: `npm run soak` shows the sum for each file. */
export const tried = (times: number): number => {
  // an object for whatever a test has to say
  const meta = TestRunner.getCurrentTest<RunnerTestCase | undefined>()?.meta as { tries?: number } | undefined;
  if (meta !== undefined) meta.tries = (meta.tries ?? 0) + times;
  return times;
};

/** How often a property is tried: so often, and twenty times that in the long tests (`LONG=1`). */
export const runs = (usual: number): number => tried(isLong ? usual * 20 : usual);
