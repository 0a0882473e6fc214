import { queryParameters } from './query-parameters.ts';
import { isSecretParameter } from './secret-parameters.ts';

/** Where the mark before a query stands in a text, and where it ends. */
export interface QueryMark {
  readonly start: number;
  readonly end: number;
}

/** What a query or its next parameter may begin with, encoded however often: `?`, `#`, `+`, a blank, a line break; `&`, `&amp;`, that of JSON, `;`. */
const marks =
  /(?<next>(?:&|%(?:25)*26)(?:amp;)?|(?:[\\/]|%(?:25)*5c)u0026|;|%(?:25)*3b)|[?？#]|%(?:25)*(?:3f|23|ef%(?:25)*bc%(?:25)*9f)|(?<blank>[+\s\u200b]|%(?:25)*(?:2b|20|a0|0[9a-d]|e[23]%(?:25)*80%(?:25)*(?:8[0b]|a[89])))/gi;
const equals = /=|%(?:25)*3d/iy;
const pair = /^[^=/]+(?:=|%(?:25)*3d)/i;

/** A part of a path that is encoded to its last letter is a part of a key: nothing but `addressOf` writes so. */
const encodedWhole = /\/(?:%[0-9a-f]{2})+(?=[/?]|$)/gi;

interface Mark extends QueryMark {
  readonly isNext: boolean;
  readonly isBlank: boolean;
}

/** Blanks between a name and its equals sign part nothing. */
const withoutBlanksBeforeEquals = (text: string, all: readonly Mark[]): Mark[] => {
  const kept: Mark[] = [];
  let equalsAt: number | undefined;
  for (const mark of all.toReversed()) {
    equals.lastIndex = mark.end;
    if (mark.isBlank && (mark.end === equalsAt || equals.test(text))) equalsAt = mark.start;
    else kept.push(mark);
  }
  return kept.toReversed();
};

/**
 * The mark before the first parameter that is a secret (`name=value`) and those that stand right before it; undefined where there is none.
 * A key may hold every such mark, a question mark too, so the names decide.
 */
const secretMark = (text: string): QueryMark | undefined => {
  const masked = text.replace(encodedWhole, (part) => '/'.repeat(part.length));
  const all = [...masked.matchAll(marks)].map(({ 0: mark, index, groups }) => ({
    start: index,
    end: index + mark.length,
    isNext: groups?.['next'] !== undefined,
    isBlank: groups?.['blank'] !== undefined,
  }));
  const found = withoutBlanksBeforeEquals(masked, all);
  const partAt = (at: number): string => masked.slice(found[at]?.end, found[at + 1]?.start);
  let at = found.findIndex((_, index) => pair.test(partAt(index)) && queryParameters(partAt(index)).some(isSecretParameter));
  while (found[at]?.isNext === true && at > 0 && pair.test(partAt(at - 1))) at -= 1;
  return found[at];
};

/** The mark before the query of an address, which a literal question mark is in any case; undefined where it has none. */
export const queryMark = (address: string): QueryMark | undefined => {
  const question = address.indexOf('?');
  const secret = secretMark(address);
  if (question < 0 || (secret !== undefined && secret.start < question)) return secret;
  return { start: question, end: question + 1 };
};

/** An address with a literal question mark before its query, where that begins with another mark. */
export const withQuestionMark = (address: string): string => {
  const mark = queryMark(address);
  return mark === undefined ? address : `${address.slice(0, mark.start)}?${address.slice(mark.end)}`;
};

/** A text of several lines as one: browsers leave line breaks out, but one before a query separates. */
export const asOneLine = (text: string): string => {
  const { start, end } = secretMark(text) ?? { start: 0, end: 0 };
  const mark = text.slice(start, end).replace(/[\t\r\n]/, ' ');
  return `${text.slice(0, start)}${mark}${text.slice(end)}`.replace(/[\t\r\n]/g, '').trim();
};
