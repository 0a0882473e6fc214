import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let minutes = 0;
let timer: ReturnType<typeof setInterval> | undefined;

const tick = (): void => {
  minutes += 1;
  for (const listener of listeners) listener();
};

/** One clock for all, which stands still while nobody looks at it. */
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

/** Draws its component anew every minute. */
export const useMinutes = (): number => useSyncExternalStore(subscribe, () => minutes);
