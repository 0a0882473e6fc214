import { describe, expect, it } from 'vitest';
import { parseHocon } from '#tests/support/hocon.ts';

describe('the HOCON reader of the tests', () => {
  it('reads objects, both separators, both comments and quoted names', () => {
    expect(parseHocon('a { # one\n b: x // two\n "c" = "y\\"z", d { e = f }\n}')).toEqual({ a: { b: 'x', c: 'y"z', d: { e: 'f' } } });
  });

  it('takes the last of two values and merges objects', () => {
    expect(parseHocon('a { b: x }\na { c: y }\na { b: z }')).toEqual({ a: { b: 'z', c: 'y' } });
  });

  it('reads lists', () => {
    expect(parseHocon('a: [ { b: x }, { b: "y" }\n z ]')).toEqual({ a: [{ b: 'x' }, { b: 'y' }, 'z'] });
  });

  it.each(['a: [', 'a: [ x y: z ]', 'a {', 'a }', 'a b', 'a: http://h', 'a: "x', 'a: x b: y', ': x', 'a: ${x}'])('refuses %j', (text) => {
    expect(() => parseHocon(text)).toThrow(SyntaxError);
  });
});
