import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeParameters } from '#server/parameters.ts';

const merged = (query: string, body: Record<string, unknown> = {}): Record<string, unknown> => {
  mergeParameters(body, new URLSearchParams(query));
  return body;
};

describe('parameters', () => {
  test.each<[string, unknown]>([
    ['60', 60],
    ['007', 7],
    ['1.5', 1.5],
    ['5.', 5],
    ['.5', 0.5],
    ['.', '.'],
    ['1.2.3', '1.2.3'],
    ['-5', '-5'],
    ['1e3', '1e3'],
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['tRue', 'tRue'],
    ['false', false],
    ['FALSE', false],
    ['null', 'null'],
    ['', ''],
    ['soon', 'soon'],
  ])('%j is read as %j', (text, value) => {
    expect(merged(new URLSearchParams({ x: text }).toString())).toEqual({ x: value });
  });

  test('of one name are a list, and so is one that says so', () => {
    expect(merged('x=1&y=a&x=b')).toEqual({ x: [1, 'b'], y: 'a' });
    expect(merged('x[]=1')).toEqual({ x: [1] });
    expect(merged('x[]=1&x[]=true')).toEqual({ x: [1, true] });
    expect(merged('x=1&x[]=2')).toEqual({ x: [2] });
  });

  test('with dots lead into objects, and leave what stands beside', () => {
    expect(merged('a.b.c=1&a.d=x')).toEqual({ a: { b: { c: 1 }, d: 'x' } });
    expect(merged('a.b=2', { a: { b: 1, kept: true }, c: 3 })).toEqual({ a: { b: 2, kept: true }, c: 3 });
  });

  test('are put over the body, and the later ones over the earlier', () => {
    expect(merged('label=query', { label: 'body', other: 1 })).toEqual({ label: 'query', other: 1 });
  });

  test('that lead through what is no object are refused', () => {
    for (const standing of [1, 'x', null, [1], true]) expect(() => merged('a.b=1', { a: standing })).toThrow('(a is not an object)');
  });

  test('change no prototype, however they are written', () => {
    for (const query of ['__proto__=1', '__proto__.x=1', 'a.__proto__.x=1', '__proto__[]=1', 'a.__proto__=1'])
      expect(() => merged(query)).toThrow('__proto__');
    expect(merged('constructor.prototype.polluted=1')).toEqual({ constructor: { prototype: { polluted: 1 } } });
    expect('polluted' in {}).toBe(false);
  });

  test('that lead deeper than any sound request are refused', () => {
    expect(() => merged(`${Array.from({ length: 100_000 }, () => 'a').join('.')}=1`)).toThrow('(nested too deeply)');
  });

  test('are read once from end to end, however long: reading them anew from each place would take half an hour', () => {
    const long = 1_000_000;
    expect(merged(`${'['.repeat(long)}x=1`)).toEqual({ [`${'['.repeat(long)}x`]: 1 });
    expect(merged(`x=${'1'.repeat(long)}x`)).toEqual({ x: `${'1'.repeat(long)}x` });
  });

  test('of more names than any sound request has are refused', () => {
    const query = (names: number): string => Array.from({ length: names }, (_, at) => `n${at}=1`).join('&');
    expect(Object.keys(merged(query(1000)))).toHaveLength(1000);
    expect(() => merged(query(1001))).toThrow('(too many parameters)');
  });

  test('come back as they were sent, whatever their names', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !/[.[\]]/.test(text) && text !== '__proto__');
    const text = fc.string().filter((value) => !/^[\d.]+$|^(?:true|false)$/i.test(value));
    fc.assert(
      fc.property(fc.dictionary(name, text, { noNullPrototype: true }), (sent) => {
        expect(merged(new URLSearchParams(sent).toString())).toEqual(sent);
      }),
    );
  });

  test('of numbers come back as numbers', () => {
    fc.assert(
      fc.property(fc.nat(), (sent) => {
        expect(merged(`x=${sent}`)).toEqual({ x: sent });
      }),
    );
  });
});
