import { expect, test } from 'vitest';
import { indentJson } from '#lib/indent-json.ts';

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test('JSON is indented, what is indented by then as well', () => {
  const indented = JSON.stringify({ a: [1, { 'b[": ]{': '\\"' }], c: {} }, null, 2);
  expect(indentJson(JSON.stringify(JSON.parse(indented)))).toBe(indented);
  expect(indentJson(indented)).toBe(indented);
  const long = JSON.stringify(
    Array.from({ length: 20_000 }, (_, at) => ({ at, loss: [0.5, 0.25] })),
    null,
    2,
  );
  expect(indentJson(long)).toBe(long);
});

test('nesting that would make a small object huge stays as it is', () => {
  const bomb = `[${Array.from({ length: 12 }, () => nested(3000)).join(',')}]`;
  expect(indentJson(bomb)).toBe(bomb);
});

test('no JSON is none', () => {
  expect(indentJson('{"loss":')).toBeUndefined();
  expect(indentJson('{"loss": NaN}')).toBeUndefined();
});

test.each(['"', '"\\', '"\\\n'])('a string without its end is one to the end of the text: %j', (begin) => {
  expect(indentJson(`${begin}${'\\"'.repeat(1000)}${nested(3000)}`)).toBeUndefined();
});
