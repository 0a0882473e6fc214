import { expect, test } from 'vitest';
import { placeOf, readSources, type Node, type Source } from '#tests/support/sources.ts';

interface Title {
  readonly title: string;
  readonly place: string;
}

const isCallee = ({ text }: Source, { callee }: Node): boolean =>
  typeof callee === 'object' && callee !== null && 'start' in callee && /^(?:test|it)\b/.test(text.slice(Number(callee.start)));

const sources = readSources('tests');
const tests = sources.filter(({ path }) => /\.test\.tsx?$/.test(path));

const titles: Title[] = tests.flatMap((source) =>
  source.nodes
    .filter((node) => node.type === 'CallExpression' && isCallee(source, node))
    .flatMap((node) => {
      const [first] = node['arguments'] as readonly Node[]; // a call has arguments
      return first?.type === 'Literal' || first?.type === 'TemplateLiteral'
        ? [{ title: source.text.slice(first.start + 1, first.end - 1), place: placeOf(source, node.start) }]
        : [];
    }),
);

test('a test is a sentence, not a name', () => {
  expect(titles.length).toBeGreaterThan(50);
  const poor = titles.filter(({ title }) => !/\s|[%$]/.test(title) || /\b(correctly|properly|should)\b|\.$/i.test(title));
  expect(poor.map(({ title, place }) => `${place} ${title}`)).toEqual([]);
});

test('no test is left out, or runs alone, and none sleeps', () => {
  const left = sources.flatMap((source) =>
    [...source.text.matchAll(/\b(?:test|it|describe)\.(?:only|skip|todo)\(|waitForTimeout\(/g)]
      .filter(() => !source.path.startsWith('tests/arch/'))
      .map(({ index }) => placeOf(source, index)),
  );
  expect(left).toEqual([]);
});

/** Numbers of the titles that begin with `<word> <number>: `. */
const numbered = (word: string): number[] =>
  tests
    .filter(({ path }) => !path.startsWith('tests/arch/'))
    .flatMap(({ nodes }) => nodes)
    .flatMap(({ type, value }) =>
      type === 'Literal' && typeof value === 'string' ? (new RegExp(`^${word} (\\d+): `).exec(value)?.[1] ?? []) : [],
    )
    .map(Number)
    .toSorted((one, other) => one - other);

const upTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1);

test('each trap of ClearML’s own cloud access has a test that says so', () => {
  expect(numbered('trap')).toEqual(upTo(10));
});

test('each check of security and reliability has a test that says so', () => {
  expect([...new Set(numbered('check'))]).toEqual(upTo(55));
});
