/** What members are found and sorted by: kept beside each membership, so that an index answers. */
export interface MemberText {
  /** the name without accents, in lower case: its order needs no collation of the database */
  readonly sort_name: string;
  /** name and e-mail in lower case; the line break keeps a search from matching across both */
  readonly search_text: string;
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

/** The pattern (`like … escape '\'`) that finds a text anywhere, whatever its case. */
export const searchPattern = (search: string): string => `%${fold(search.trim()).replace(/[\\%_]/g, '\\$&')}%`;

/** What to find and sort a person by. */
export const memberText = ({ name, email }: { readonly name: string; readonly email: string }): MemberText => ({
  sort_name: fold(name.normalize('NFD').replace(/\p{M}/gu, '')),
  search_text: `${fold(name)}\n${fold(email)}`,
});
