import { fold } from '#lib/fold.ts';
import { sortName } from '#lib/sort-name.ts';

/** What members are found and sorted by: kept beside each membership, so that an index answers. */
export interface MemberText {
  /** `sortName` */
  readonly sort_name: string;
  /** name and e-mail in lower case; the line break keeps a search from matching across both */
  readonly search_text: string;
}

/** The pattern (`like … escape '\'`) that finds a text anywhere, whatever its case. */
export const searchPattern = (search: string): string => `%${fold(search.trim()).replace(/[\\%_]/g, '\\$&')}%`;

/** What to find and sort a person by. */
export const memberText = ({ name, email }: { readonly name: string; readonly email: string }): MemberText => ({
  sort_name: sortName(name),
  search_text: `${fold(name)}\n${fold(email)}`,
});

const gramLength = 3;

/**
 * What the index of members (`store/migration-search.ts`) is asked for a search. It knows each membership by its grams: three letters (code
 * points) from each place of the text, fewer at its end, in hex, so that they are one word whatever they consist of. The start of the
 * workspace's id stands before each: what others are called costs a search nothing. `last` may be the beginning of a gram.
 */
export const searchGrams = (workspace: string, search: string): { readonly grams: string[]; readonly last: string } => {
  const letters = [...fold(search.trim())];
  const gram = (at: number): string => workspace.slice(0, 3) + Buffer.from(letters.slice(at, at + gramLength).join('')).toString('hex');
  const end = Math.max(0, letters.length - gramLength);
  return { grams: Array.from({ length: end }, (_, at) => gram(at)), last: gram(end) };
};
