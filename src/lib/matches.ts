/** A text without accents and case, as a list is searched that the page has in full. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Whether each word that was typed stands somewhere in the text, whatever their order, accents and case. */
export const matches = (text: string, typed: string): boolean => {
  const searched = plain(text);
  return plain(typed)
    .split(/\s+/u)
    .every((word) => searched.includes(word));
};
