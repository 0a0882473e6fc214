import { begunKey, choiceKey, keysChoice, type KeysChoice } from './log-out.ts';
import { keyRing } from './own-key-ring.ts';

/** Remembers the answer; undefined asks again. A browser that stores nothing asks every time. */
export const rememberKeysChoice = (account: string, choice: KeysChoice | undefined): void => {
  try {
    if (choice === undefined) localStorage.removeItem(choiceKey(account));
    else localStorage.setItem(choiceKey(account), choice);
  } catch {
    // it is asked again
  }
};

/** Remembers that this browser itself ends the session, so that an answer which got lost is not taken for somebody else's doing. */
export const markLogOutBegun = (account: string): void => {
  try {
    localStorage.setItem(begunKey(account), '');
  } catch {
    // then a lost answer costs the keys
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
