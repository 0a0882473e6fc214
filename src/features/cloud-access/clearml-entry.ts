/** Where ClearML's own pages, served from this origin, keep what they know, cloud keys in the clear among it. */
const name = '_saved_state_';

/** The text of the entry; null where there is none, or storage is off. */
export const readClearmlEntry = (): string | null => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};

/** Replaces it; false where the browser refuses: then it is as it was. */
export const writeClearmlEntry = (text: string): boolean => {
  try {
    localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
};
