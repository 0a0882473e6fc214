import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let missing = false;

/** Notices when a part of the page is gone from the server: it was updated since this tab was opened. */
export const followUpdates = (): void => {
  window.addEventListener('vite:preloadError', () => {
    missing = true;
    for (const listener of listeners) listener();
  });
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Whether a part of the page could not be loaded, so that a reload is due. */
export const useUpdated = (): boolean => useSyncExternalStore(subscribe, () => missing);
