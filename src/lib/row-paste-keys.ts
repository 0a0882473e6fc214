import { nothingPasted, pastedRow, type Pasted } from './pasted-row.ts';

const rowsOf = (rows: Pasted['rows']): Pasted => ({ ...nothingPasted, rows });

const aliasCommand = /^(?:\$ )?mc (?:alias set|config host add) /;
const option = / --(?:api|path)[= ]\S+| --?[a-z-]+(?= |$)/g;

/** `mc alias set NAME URL KEY SECRET` of MinIO's client, one a line; undefined where the text is none. */
export const readAlias = (text: string): Pasted | undefined => {
  const commands = text
    .replace(/\\\r?\n/g, ' ')
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => aliasCommand.test(line));
  if (commands.length === 0) return undefined;
  return rowsOf(
    commands.flatMap((command) => {
      const words =
        command
          .replace(aliasCommand, ' ')
          .replace(option, '')
          .match(/'[^']*'|"[^"]*"|[^\s'"]+/g) ?? [];
      const [, host = '', key = '', secret = ''] = words.map((word) => word.replace(/^(['"])(.*)\1$/, '$2'));
      return pastedRow({ host, key, secret });
    }),
  );
};

/** The file of keys that AWS's console gives out: a line of names, then a line for each key; undefined where the text is none. */
export const readKeyFile = (text: string): Pasted | undefined => {
  const [names = [], ...lines] = text.split(/[\r\n]+/).map((line) => line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
  const [key, secret] = ['access key id', 'secret access key'].map((wanted) => names.findIndex((name) => name.toLowerCase() === wanted));
  if (key === undefined || secret === undefined || key < 0 || secret < 0) return undefined;
  return rowsOf(lines.flatMap((cells) => pastedRow({ key: cells[key] ?? '', secret: cells[secret] ?? '' })));
};
