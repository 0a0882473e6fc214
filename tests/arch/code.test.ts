import { expect, test } from 'vitest';
import { placeOf, readSources, type Node, type Source } from '#tests/support/sources.ts';

const sources = readSources('src');
const all = [...sources, ...readSources('tests')];

const places = (files: readonly Source[], wanted: (node: Node, source: Source) => boolean): string[] =>
  files.flatMap((source) => source.nodes.filter((node) => wanted(node, source)).map((node) => placeOf(source, node.start)));

const textOf = ({ text }: Source, { start, end }: Node): string => text.slice(start, end);

/** A member of something: `Date.now`. */
const isMember = (names: readonly string[]) => (node: Node, source: Source) =>
  node.type === 'MemberExpression' && names.includes(textOf(source, node));

test('nothing is of type any', () => {
  expect(places(all, ({ type }) => type === 'TSAnyKeyword')).toEqual([]);
});

test('nothing is asserted not to be null', () => {
  expect(places(all, ({ type }) => type === 'TSNonNullExpression')).toEqual([]);
});

/** The innermost statement around a place. */
const statementAround = ({ nodes }: Source, { start, end }: Node): Node | undefined =>
  nodes.findLast((node) => /(?:Statement|Declaration)$/.test(node.type) && node.start <= start && node.end >= end);

/** Whether a comment stands before, in or behind the statement, on its lines. */
const isExplained = (source: Source, node: Node): boolean => {
  const around = statementAround(source, node) ?? node;
  const from = source.text.lastIndexOf('\n', source.text.lastIndexOf('\n', around.start) - 1) + 1;
  const to = source.text.indexOf('\n', around.end);
  return source.comments.some(({ start, value }) => !value.startsWith('*') && start >= from && (to < 0 || start <= to));
};

test('a cast says why', () => {
  const isHarmless = (node: Node, source: Source): boolean => /\bas (?:const|unknown)$/.test(textOf(source, node));
  const silent = (node: Node, source: Source): boolean =>
    node.type === 'TSAsExpression' && !isHarmless(node, source) && !isExplained(source, node);
  expect(places(sources, silent)).toEqual([]);
});

test('only main.ts reads the environment', () => {
  const reading = places(sources, isMember(['process.env']));
  expect(reading.filter((place) => !place.startsWith('src/server/main.ts:'))).toEqual([]);
  expect(reading).not.toEqual([]);
});

test('clock and randomness are given to the server', () => {
  const taken = isMember(['Date.now', 'Math.random', 'performance.now', 'crypto.randomUUID', 'crypto.getRandomValues']);
  const calls = (node: Node, source: Source): boolean =>
    (node.type === 'NewExpression' && textOf(source, node) === 'new Date()') ||
    (node.type === 'ImportSpecifier' && /^random(Bytes|UUID|Int)\b/.test(textOf(source, node)));
  // parts.ts puts the real ones together; keys are made before there are any parts; a log line has the machine's time
  const given = ['src/server/parts.ts:', 'src/server/key-file.ts:', 'src/server/keys.ts:', 'src/server/log.ts:'];
  const found = places(
    sources.filter(({ path }) => path.startsWith('src/server/')),
    (node, source) => taken(node, source) || calls(node, source),
  );
  expect(found.filter((place) => !given.some((file) => place.startsWith(file)))).toEqual([]);
});

test('nothing is left that was commented out or only meant to be done', () => {
  const left = all.flatMap((source) =>
    source.comments
      .filter(({ value }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(value) || /^\s*(const|let|import|return|if|await)\b.*;\s*$/.test(value))
      .map(({ start }) => placeOf(source, start)),
  );
  expect(left).toEqual([]);
});

test('what a plain-http page lacks is asked for first', () => {
  const lacking = ['crypto.subtle', 'navigator.clipboard', 'navigator.locks', 'crypto.randomUUID'];
  const asked = (name: string, text: string): boolean =>
    text.includes('isSecureContext') ||
    [' === undefined', ' !== undefined', '?.', ' ??'].some((question) => text.includes(name + question));
  const unasked = sources
    .filter(({ path }) => !path.startsWith('src/server/'))
    .flatMap((source) =>
      lacking
        .filter((name) => source.nodes.some((node) => isMember([name])(node, source)) && !asked(name, source.text))
        .map((name) => `${source.path}: ${name}`),
    );
  expect(unasked).toEqual([]);
});

test('nothing is put into the page as HTML, or run from a text', () => {
  const unsafe = (node: Node, source: Source): boolean =>
    /^(dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|eval)$/.test(
      node.type === 'Identifier' || node.type === 'JSXIdentifier' ? textOf(source, node) : '',
    );
  expect(places(sources, unsafe)).toEqual([]);
});

test('whether a text is an address is asked by one rule', () => {
  expect(places(sources, isMember(['URL.canParse']))).toEqual([]);
});
