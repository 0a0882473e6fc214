import { useSyncExternalStore } from 'react';
import { base } from '#api/base.ts';

const listeners = new Set<() => void>();
let updated = false;

/** Whether the server's document begins with another script than this tab did. Without an answer nothing is known. */
const hasOtherBuild = async (): Promise<boolean> => {
  const entry = document.querySelector('script[type="module"][src]')?.getAttribute('src')?.split('/').at(-1);
  const answer = await fetch(base, { headers: { Accept: 'text/html' }, cache: 'no-store' });
  return entry !== undefined && answer.ok && !(await answer.text()).includes(entry);
};

const look = async (): Promise<void> => {
  updated ||= await hasOtherBuild().catch(() => false);
  for (const listener of listeners) listener();
};

/** Looks, where a part of the page does not load, whether that is because the server was updated since this tab was opened. */
export const followUpdates = (): void => window.addEventListener('vite:preloadError', () => void look());

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Whether the server has a newer version of this page, so that a reload is due. */
export const useUpdated = (): boolean => useSyncExternalStore(subscribe, () => updated);
