import { useSyncExternalStore } from 'react';

/** ms */
const minute = 60_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const tick = (): void => {
  for (const listener of listeners) listener();
};

/** One timer for all, and none while nobody looks at a time. */
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  timer ??= setInterval(tick, minute);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};

const thisMinute = (): number => Math.floor(Date.now() / minute) * minute;

/** When this minute began, in milliseconds since 1970. Draws its component anew in the next one. */
export const useMinute = (): number => useSyncExternalStore(subscribe, thisMinute);
