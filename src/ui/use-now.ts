import { useSyncExternalStore } from 'react';
import { clock } from '#lib/clock.ts';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let minutes = 0;

const tick = (): void => {
  minutes += 1;
  for (const listener of listeners) listener();
};

/** One timer for all, and none while nobody looks at a time. */
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  timer ??= setInterval(tick, 60_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};

/** The time of drawing, in milliseconds since 1970. Draws its component anew every minute. */
export const useNow = (): number => {
  useSyncExternalStore(subscribe, () => minutes);
  return clock();
};
