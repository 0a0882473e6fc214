import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'vitest';

/** What this process has in use once all else was thrown away, bytes: objects, and the buffers beside them. */
export const memoryInUse = (): number => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)(); // what the flag makes
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** Asks again and again, `calls` each time, and looks at what stays in use: 16 MB in all, and hardly anything of each call. */
export const expectNothingKept = async (
  { tries, calls }: { readonly tries: number; readonly calls: number },
  ask: (at: number) => Promise<void>,
): Promise<void> => {
  /** once sockets have given back what they read last */
  const settled = async (): Promise<number> => {
    memoryInUse();
    await pause(50);
    return memoryInUse();
  };
  const before = await settled();
  let halfway = before;
  for (let at = 0; at < tries; at += 1) {
    if (at === tries / 2) halfway = await settled();
    await ask(at);
  }
  const after = await settled();
  expect(after - before).toBeLessThan(16_000_000);
  // by then all is loaded that is kept for good: what grows on is kept for each call
  expect(after - halfway).toBeLessThan(Math.max(3_500_000, (tries / 2) * calls * 700));
};
