import { useSyncExternalStore } from 'react';
import type { CurrentUser } from '#contract/users.ts';

/** Somebody whose session ran out while the page is open, and who is asked to log in again. */
export interface LogInAgain {
  readonly user: CurrentUser;
  /** goes on by the new session; rejects where it cannot be told whose that is */
  readonly enter: () => Promise<void>;
  /** goes to the log-in page instead */
  readonly onCancel: () => void;
}

const listeners = new Set<() => void>();
let asked: LogInAgain | undefined;

/** Asks, or with undefined asks no longer. */
export const askToLogInAgain = (whom: LogInAgain | undefined): void => {
  asked = whom;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Who is asked to log in again; undefined: nobody. */
export const useLogInAgain = (): LogInAgain | undefined => useSyncExternalStore(subscribe, () => asked);
