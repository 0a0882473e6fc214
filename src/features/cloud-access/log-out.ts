import { keyRing, server } from './own-key-ring.ts';

/** What becomes of the stored rows at log-out. `keep`: encrypted, for the next log-in of that account here. */
export type KeysChoice = 'keep' | 'remove';

/** Where the answer of an account is remembered. */
export const choiceKey = (account: string): string => `cloudKeys.atLogOut.${server}.${account}`;

/** The remembered answer of an account in this browser; undefined: not asked yet. */
export const keysChoice = (account: string): KeysChoice | undefined => {
  try {
    const kept = localStorage.getItem(choiceKey(account));
    return kept === 'keep' || kept === 'remove' ? kept : undefined;
  } catch {
    return undefined;
  }
};

/** Where this browser remembers that it ends the session of an account itself. */
export const begunKey = (account: string): string => `cloudKeys.logOutBegun.${server}.${account}`;

/** Forgets that it does, because that account is, or stays, logged in here: the next end of its session may be somebody else's doing. */
export const clearLogOutBegun = (account: string): void => {
  try {
    localStorage.removeItem(begunKey(account));
  } catch {
    // nothing was remembered
  }
};

const isLogOutBegun = (account: string): boolean => {
  try {
    return localStorage.getItem(begunKey(account)) !== null;
  } catch {
    return false;
  }
};

/** Does at log-out what was chosen, just now or before: `keep` leaves only what is encrypted. Rejects if the storage refuses to remove. */
export const leaveCloudKeys = (account: string, choice = keysChoice(account)): Promise<void> => {
  if (choice !== 'keep') return forgetCloudKeys(account);
  keyRing.lock(account);
  return Promise.resolve();
};

/** Does what a session asks for that was ended: by this browser, as was chosen; from elsewhere, removes the keys. Rejects if the storage refuses. */
export const leaveEndedSession = (account: string): Promise<void> =>
  isLogOutBegun(account) ? leaveCloudKeys(account) : forgetCloudKeys(account);

/** Removes the keys of an account from this browser and from its open tabs. Rejects if the storage refuses. */
export const forgetCloudKeys = (account: string): Promise<void> => keyRing.forget(account);
