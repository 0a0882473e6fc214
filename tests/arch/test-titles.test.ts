import { expect, test } from 'vitest';
import { parseSource, placeOf, readSources, type Node, type Source } from '#tests/support/sources.ts';

interface Title {
  readonly title: string;
  readonly place: string;
}

const isCallee = ({ text }: Source, { callee }: Node, names = /^(?:test|it)\b/): boolean =>
  typeof callee === 'object' && callee !== null && 'start' in callee && names.test(text.slice(Number(callee.start)));

const sources = readSources('tests');
const isTest = ({ path }: Source): boolean => /\.test\.tsx?$/.test(path);
const tests = sources.filter(isTest);

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

/** What leaves a test out, has it run alone, or has it pass because it fails; `skipIf` and `runIf` name a reason. */
const evasions: ReadonlySet<unknown> = new Set(['only', 'skip', 'todo', 'fails']);
const suiteNames = /^(?:test|it|describe|suite)\b/;
const otherNames = /^(?:f|x)(?:it|test|describe)$/;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

const nameOf = (node: unknown): unknown => (isNode(node) ? (node['name'] ?? node['value']) : undefined);

/** Where a file has one: `test.skip.each`, `describe.concurrent['only']`, `{ skip: true }` for a test, `({ skip }) =>`, `context.skip()`, `xit`. */
const evasionsIn = (source: Source): Node[] => {
  const suites = source.nodes.filter((node) => node.type === 'CallExpression' && isCallee(source, node, suiteNames));
  const called = new Set(source.nodes.flatMap(({ type, callee }) => (type === 'CallExpression' ? [callee] : [])));
  const members = source.nodes.filter(
    (node) =>
      node.type === 'MemberExpression' &&
      evasions.has(nameOf(node['property'])) &&
      ((isTest(source) && called.has(node)) || suiteNames.test(source.text.slice(node.start))),
  );
  const options = suites
    .flatMap((suite) => suite['arguments'] as readonly Node[]) // a call has arguments
    .flatMap((argument) => [argument, ...(Array.isArray(argument['params']) ? (argument['params'] as readonly Node[]) : [])]) // those of a function
    .flatMap(({ type, properties }) => (type === 'ObjectExpression' || type === 'ObjectPattern' ? (properties as readonly Node[]) : [])) // either has them
    .filter(({ key, value }) => evasions.has(nameOf(key)) && nameOf(value) !== false);
  const calls = source.nodes.filter(({ type, callee }) => type === 'CallExpression' && otherNames.test(String(nameOf(callee))));
  return [...members, ...options, ...calls];
};

test('no test is left out, or runs alone, and none sleeps', () => {
  const left = sources
    .filter(({ path }) => !path.startsWith('tests/arch/'))
    .flatMap((source) => [
      ...evasionsIn(source).map(({ start }) => placeOf(source, start)),
      ...[...source.text.matchAll(/waitForTimeout\(/g)].map(({ index }) => placeOf(source, index)),
    ]);
  expect(left).toEqual([]);
});

test.each([
  "test.skip('a b', run)",
  "test.skip.each([1])('a b', run)",
  "it.only.each`a`('a b', run)",
  "describe.only.each([1])('a b', run)",
  "describe.skip('a b', run)",
  "describe.concurrent.skip('a b', run)",
  "test['skip']('a b', run)",
  "test.todo('a b')",
  "test.fails('a b', run)",
  "test('a b', { skip: true }, run)",
  "test.each([1])('a b', { todo: true }, run)",
  "describe('a b', { only: true }, run)",
  "test('a b', { fails: true }, run)",
  "test('a b', ({ skip }) => skip())",
  "test('a b', (context) => context.skip())",
  'const left = test.skip;',
  "xit('a b', run)",
  "fdescribe('a b', run)",
])('%s is noticed', (text) => {
  expect(evasionsIn(parseSource('a.test.ts', text)).length).toBeGreaterThan(0);
});

test.each(["test.skipIf(missing)('a b', run)", "test('a b', { timeout: 1, skip: false }, run)", 'const { only } = rows; rows.skip;'])(
  '%s is left alone',
  (text) => {
    expect(evasionsIn(parseSource('a.test.ts', text))).toEqual([]);
  },
);

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
