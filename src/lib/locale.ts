/** The reader's languages, the preferred one first: dates and numbers are written so, while the words around them are English. */
let locales: readonly string[] = ['en-GB'];

/** Takes what the browser says of its reader. */
export const setLocales = (wanted: readonly string[]): void => {
  locales = wanted;
};

/** Makes a format for the reader; an English one where the browser names a language that none is called so. */
export const inLocale = <Format>(make: (locales: string[]) => Format): Format => {
  try {
    return make([...locales]);
  } catch {
    return make(['en-GB']);
  }
};
