/** A word of a command. */
interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** Words of a command as a shell reads them, up to its end. */
export interface ShellWords {
  readonly words: readonly Word[];
  /** nothing is left that only a shell can read: escapes, variables, a word of several pieces */
  readonly plain: boolean;
}

const word = /\s*(?:'([^']*)'|"([^"\\$`]*)"|([^\s'"\\$`;&|<>()#][^\s'"\\$`;&|<>()]*))(?=[\s;&|]|$)/y;

/** Reads the words of one line. */
export const shellWords = (line: string): ShellWords => {
  const words: Word[] = [];
  const reader = new RegExp(word);
  let at = 0;
  for (let found = reader.exec(line); found !== null; found = reader.exec(line)) {
    const [, single, double, bare] = found;
    words.push({ text: single ?? double ?? bare ?? '', quoted: bare === undefined });
    at = reader.lastIndex;
  }
  return { words, plain: /^\s*(?:[;&|<>#]|$)/.test(line.slice(at)) };
};
