import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, readSources, readText } from '#tests/support/sources.ts';

const sources = readSources('src').filter(({ path }) => path.endsWith('.tsx') || path.endsWith('.ts'));
const sheets = filesBelow('src', '.module.css');

const withoutComments = (css: string): string => css.replaceAll(/\/\*[^]*?\*\//g, '');
const defined = (sheet: string): Set<string> =>
  new Set([...withoutComments(readText(sheet)).matchAll(/\.([a-z][\w-]*)(?=[^{}]*\{)/gi)].map(([, name]) => name ?? ''));

interface Use {
  readonly sheet: string;
  readonly by: string;
  /** class names; null where the name is computed */
  readonly names: readonly (string | null)[];
}

const fileOf = (path: string, specifier: string): string =>
  specifier.startsWith('#') ? specifier.replace('#', 'src/') : posix.join(posix.dirname(path), specifier);

const uses: Use[] = sources.flatMap(({ path, text: whole }) => {
  const text = whole.replaceAll(/^import .*$/gm, '');
  return [...whole.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)].map(([, local = '', specifier = '']) => ({
    sheet: fileOf(path, specifier),
    by: path,
    names: [
      ...[...text.matchAll(new RegExp(`\\b${local}\\.(\\w+)`, 'g'))].map(([, name]) => name ?? null),
      ...[...text.matchAll(new RegExp(`\\b${local}\\[([^\\]]+)\\]`, 'g'))].map(([, key = '']) => /^'([^']+)'$/.exec(key)?.[1] ?? null),
    ],
  }));
});

test('a class that is used is defined', () => {
  const missing = uses.flatMap(({ sheet, by, names }) =>
    names.filter((name) => name !== null && !defined(sheet).has(name)).map((name) => `${by}: ${name} is not in ${sheet}`),
  );
  expect(missing).toEqual([]);
});

test('a class that is defined is used', () => {
  const unused = sheets.flatMap((sheet) => {
    const own = uses.filter((use) => use.sheet === sheet);
    if (own.some(({ names }) => names.includes(null))) return []; // a variant chosen by name
    const used = new Set(own.flatMap(({ names }) => names));
    return [...defined(sheet)].filter((name) => !used.has(name)).map((name) => `${sheet}: .${name}`);
  });
  expect(unused).toEqual([]);
});

const hairlines = ['1px', '2px'];

test('features take colours and lengths from the tokens', () => {
  const own = filesBelow('src/features', '.css').flatMap((sheet) =>
    (withoutComments(readText(sheet)).match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(|\b\d*\.?\d+px\b/gi) ?? [])
      .filter((value) => !hairlines.includes(value) && !(sheet.endsWith('/preview.module.css') && value === '#fff')) // the paper under a foreign page
      .map((value) => `${sheet}: ${value}`),
  );
  expect(own).toEqual([]);
});

/** Set by Base UI on the elements that it places. */
const placed = ['--available-height', '--available-width', '--anchor-height', '--anchor-width', '--transform-origin'];

test('a token that is used is defined', () => {
  const tokens = new Set(
    [
      ...filesBelow('src', '.css')
        .map(readText)
        .join('\n')
        .matchAll(/(--[\w-]+)\s*:/g),
    ].map(([, name]) => name),
  );
  const scripts = sources.map(({ text }) => text).join('\n');
  const missing = filesBelow('src', '.css').flatMap((sheet) =>
    [...readText(sheet).matchAll(/var\((--[\w-]+)/g)].flatMap(([, name = '']) =>
      tokens.has(name) || placed.includes(name) || scripts.includes(`'${name}'`) ? [] : [`${sheet}: ${name}`],
    ),
  );
  expect(missing).toEqual([]);
});
