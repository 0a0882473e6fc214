import { nothingPasted, pastedRow, type Pasted } from './pasted-row.ts';
import { shellWords, type ShellWords } from './shell-words.ts';

const rowsOf = (rows: Pasted['rows']): Pasted => ({ ...nothingPasted, rows });

const aliasCommand = /^mc (?:alias set|config host add)(?: |$)/;
const optionWithValue = /^(?:--api|--path|--config-dir|-C)$/;

/** The words of a command without its options and their values. */
const withoutOptions = ({ words }: ShellWords): string[] => {
  const isOption = ({ text, quoted } = { text: '', quoted: false }): boolean => !quoted && text.startsWith('-');
  return words
    .filter((word, at) => !isOption(word) && !(isOption(words[at - 1]) && optionWithValue.test(words[at - 1]?.text ?? '')))
    .map(({ text }) => text);
};

/** `mc alias set NAME URL KEY SECRET` of MinIO's client, one a line; undefined where the text is none. What only a shell can read is left out. */
export const readAlias = (text: string): Pasted | undefined => {
  const commands = text
    .replace(/\\\r?\n/g, ' ')
    .split(/[\r\n]+/)
    .map((line) => shellWords(line.replace(/^\s*\$ /, '')))
    .map((command) => ({ words: withoutOptions(command), plain: command.plain }))
    .filter(({ words }) => aliasCommand.test(words.slice(0, 4).join(' ')));
  if (commands.length === 0) return undefined;
  const rows = commands.flatMap(({ words, plain }) => {
    const [, host = '', key = '', secret = ''] = words.slice(words[1] === 'alias' ? 3 : 4);
    return plain ? pastedRow({ host, key, secret }) : [];
  });
  return { rows, notes: commands.every(({ plain }) => plain) ? [] : [{ what: 'shell', name: 'mc alias set' }] };
};

/** The file of keys that AWS's console gives out: a line of names, then a line for each key; undefined where the text is none. No cell of it has a comma or a quote. */
export const readKeyFile = (text: string): Pasted | undefined => {
  const [names = [], ...lines] = text.split(/[\r\n]+/).map((line) => line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
  const [key, secret] = ['access key id', 'secret access key'].map((wanted) => names.findIndex((name) => name.toLowerCase() === wanted));
  if (key === undefined || secret === undefined || key < 0 || secret < 0) return undefined;
  const plain = lines.filter((cells) => cells.every((cell) => !cell.includes('"')));
  return rowsOf(plain.flatMap((cells) => pastedRow({ key: cells[key] ?? '', secret: cells[secret] ?? '' })));
};
