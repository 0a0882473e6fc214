import { inLocale } from './locale.ts';

let grouped: Intl.NumberFormat | undefined;

/** A number as its reader writes it: `100,000`. */
export const number = (value: number): string => {
  grouped ??= inLocale((locales) => new Intl.NumberFormat(locales));
  return grouped.format(value);
};

/** So many of something, in the singular for one: `1 member`, `2,000 members`. Only for words that form the plural with -s. */
export const count = (value: number, word: string): string => `${number(value)} ${word}${value === 1 ? '' : 's'}`;
