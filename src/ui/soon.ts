import type { Lazy } from './lazily.tsx';

/** A page is at rest so long (ms) after it was drawn. */
export const rest = 3000;

let isAtRest = false;
const expected = new Set<() => void>();

/** Marks what is likely to be needed: it is loaded once the page is at rest, so that whoever presses waits for nothing, and what tells of a lost connection is there. */
export const soon = <P extends object>(lazy: Lazy<P>): Lazy<P> => {
  if (isAtRest && isLineFree()) lazy.preload();
  else expected.add(lazy.preload);
  return lazy;
};

/** Whether what may not be needed can be loaded: not for whoever saves data, nor on a slow line, where it would be in the way. */
export const isLineFree = (): boolean => {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean; effectiveType?: string } }; // not in every browser, nor in TypeScript's types
  return connection?.saveData !== true && !/[23]g/u.test(connection?.effectiveType ?? '');
};

/** Loads all of it. */
export const loadExpected = (): void => {
  isAtRest = true;
  if (isLineFree()) for (const load of expected) load();
};
