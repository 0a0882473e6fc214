import { sortName } from './sort-name.ts';

/** Whether each word that was typed stands somewhere in the text, whatever their order, accents and case. */
export const matches = (text: string, typed: string): boolean => {
  const searched = sortName(text);
  return sortName(typed)
    .split(/\s+/u)
    .every((word) => searched.includes(word));
};
