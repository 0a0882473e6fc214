import fc from 'fast-check';
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

test('what an object holds stays as it is written: numbers that are none of JavaScript’s, keys that come twice, their order', () => {
  const text = '{"best":1e999,"10":1,"2":2,"a":1,"a":2,"x":1.0,"seed":9007199254740993,"b":"\\u00e9\\/"}';
  expect(indentJson(text)?.replaceAll(/\n {2}|\n| (?=\S)/g, '')).toBe(text);
});

test('any JSON is indented as it would be by the platform', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
      expect(indentJson(JSON.stringify(value, null, space))).toBe(JSON.stringify(value, null, 2));
    }),
  );
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
