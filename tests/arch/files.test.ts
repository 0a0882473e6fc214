import { expect, test } from 'vitest';
import { filesBelow, readSources, readText, type Source } from '#tests/support/sources.ts';

const files = ['src', 'tests', 'scripts'].flatMap((folder) => filesBelow(folder, ''));
const sources = readSources('src');

/** Lines that a file may have; a test is a list of cases and may be longer. */
const longest = (path: string): number => (/\.test\.tsx?$/.test(path) ? 400 : 220);

test('no file has more than 220 lines, no test more than 400', () => {
  const long = files.filter((path) => /\.(tsx?|mjs|css)$/.test(path) && readText(path).split('\n').length - 1 > longest(path));
  expect(long).toEqual([]);
});

test('files are named in kebab-case', () => {
  expect(
    files.filter((path) => !/^[a-z0-9-]+(\.(module|test|bench))?\.(tsx?|mjs|css|html|jsonl?|svg|txt)$/.test(path.split('/').at(-1) ?? '')),
  ).toEqual([]);
});

test('only pages have a default export', () => {
  const defaults = sources
    .filter(({ exported }) => exported.some(({ name }) => name === 'default' || name === 'Default'))
    .map(({ path }) => path);
  expect(defaults.filter((path) => !path.startsWith('src/app/pages/'))).toEqual([]);
});

test('only the contract has a barrel', () => {
  const barrels = sources.filter(
    ({ nodes, path }) => path !== 'src/contract/index.ts' && nodes.some(({ type }) => type === 'ExportAllDeclaration'),
  );
  expect(barrels.map(({ path }) => path)).toEqual([]);
  const indexes = sources.filter(({ path }) => path.endsWith('/index.ts') || path.endsWith('/index.tsx')).map(({ path }) => path);
  expect(indexes).toEqual(['src/contract/index.ts', 'src/server/services/index.ts']);
});

test('a file of a feature exports one component', () => {
  const components = ({ exported, text }: Source): string[] =>
    exported
      .filter(({ name, at }) => /^[A-Z][a-z]/.test(name) && /^export (?:default )?(?:const|function)/.test(text.slice(at)))
      .map(({ name }) => name);
  const several = sources.filter((source) => /^src\/features\/.*\.tsx$/.test(source.path) && components(source).length > 1);
  expect(several.map((source) => `${source.path}: ${components(source).join(', ')}`)).toEqual([]);
});
