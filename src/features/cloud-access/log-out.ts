import { keyRing, server } from './own-key-ring.ts';

/** What becomes of the stored rows at log-out. `keep`: encrypted, for the next log-in of that account here. */
export type KeysChoice = 'keep' | 'remove';

const choiceKey = (account: string): string => `cloudKeys.atLogOut.${server}.${account}`;

/** The remembered answer of an account in this browser; undefined: not asked yet. */
export const keysChoice = (account: string): KeysChoice | undefined => {
  try {
    const kept = localStorage.getItem(choiceKey(account));
    return kept === 'keep' || kept === 'remove' ? kept : undefined;
  } catch {
    return undefined;
  }
};

/** Remembers the answer; undefined asks again. A browser that stores nothing asks every time. */
export const rememberKeysChoice = (account: string, choice: KeysChoice | undefined): void => {
  try {
    if (choice === undefined) localStorage.removeItem(choiceKey(account));
    else localStorage.setItem(choiceKey(account), choice);
  } catch {
    // it is asked again
  }
};

const begunKey = (account: string): string => `cloudKeys.logOutBegun.${server}.${account}`;

/** Remembers that this browser itself ends the session, so that an answer which got lost is not taken for somebody else's doing. */
export const markLogOutBegun = (account: string): void => {
  try {
    localStorage.setItem(begunKey(account), '');
  } catch {
    // then a lost answer costs the keys
  }
};

/** Forgets it, because that account is, or stays, logged in here: the next end of its session may be somebody else's doing. */
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

/** Whether this tab holds something that the storage did not take, which goes with the tab. */
export const areSomeRefused = (account: string): boolean => {
  const keys = keyRing.read(account);
  return keys.status === 'ready' && keys.keeping === 'tab_refused';
};

/** True where log-out has to ask first: there are keys that could be kept, and no answer is remembered, or not all of them will be kept as it says. */
export const mustAskAboutKeys = async (account: string): Promise<boolean> => {
  const choice = keysChoice(account);
  return (choice === undefined || (choice === 'keep' && areSomeRefused(account))) && (await keyRing.has(account));
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
