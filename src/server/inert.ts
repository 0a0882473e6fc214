/** Control characters (C1 too: some terminals heed U+009B as they do ESC [), separators of lines, and what turns the direction of text. */
const active = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Text that moves no cursor, begins no line and turns nothing around, wherever it is shown: what could is replaced by U+FFFD, or by what `as` says. */
export const inert = (text: string, as: (character: string) => string = () => '\ufffd'): string => text.replaceAll(active, as);

/** The same for text of JSON, which says what it said before. */
export const inertJson = (json: string): string =>
  inert(json, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A name that somebody gave, for the log: inert, and no longer than 128 characters. */
export const inertName = (name: string): string => inert(name).slice(0, 128);
