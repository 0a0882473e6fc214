import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeLoosely } from '#server/rules/base64.ts';
import { int, repr, str, truth } from '#server/rules/python.ts';

describe('a value shown as Python shows it', () => {
  test.each<[unknown, string]>([
    ['x', "'x'"],
    ["it's", `"it's"`],
    ['say "hi"', `'say "hi"'`],
    [`both ' and "`, `'both \\' and "'`],
    ['a\nb\t\\', "'a\\nb\\t\\\\'"],
    ['\u0007\u007f\u00a0', "'\\x07\\x7f\\xa0'"],
    ['\u200b\u2028\u{e0001}', "'\\u200b\\u2028\\U000e0001'"],
    ['žofie 😀', "'žofie 😀'"],
    [5, '5'],
    [1.5, '1.5'],
    [true, 'True'],
    [null, 'None'],
    [[1, 'a'], "[1, 'a']"],
    [{ A: { b: [null, false] } }, "{'A': {'b': [None, False]}}"],
  ])('%j is %s', (value, shown) => {
    expect(repr(value)).toBe(shown);
    expect(str(value)).toBe(typeof value === 'string' ? value : shown);
  });
});

describe('a value read as a whole number', () => {
  test.each<[unknown, number]>([
    [60.7, 60],
    [-60.7, -60],
    [true, 1],
    ['60', 60],
    [' +7\n', 7],
    ['-5', -5],
    ['1_000', 1000],
  ])('%j is %d', (value, number) => {
    expect(int(value)).toBe(number);
  });

  test.each<[unknown, string]>([
    ['soon', "invalid literal for int() with base 10: 'soon'"],
    ['60.7', "invalid literal for int() with base 10: '60.7'"],
    ['1e3', "invalid literal for int() with base 10: '1e3'"],
    ['0x10', "invalid literal for int() with base 10: '0x10'"],
    ['', "invalid literal for int() with base 10: ''"],
    [[5], "int() argument must be a string, a bytes-like object or a real number, not 'list'"],
    [{}, "int() argument must be a string, a bytes-like object or a real number, not 'dict'"],
  ])('%j is none', (value, refused) => {
    expect(int(value)).toEqual({ refused });
  });
});

test('nothing, zero and what is empty counts as false, and all else as true', () => {
  for (const value of [null, undefined, false, 0, '', [], {}]) expect(truth(value)).toBe(false);
  for (const value of [true, 1, -1, 'no', ' ', [0], { x: null }]) expect(truth(value)).toBe(true);
});

describe('base64 read as Python reads it', () => {
  test.each([
    ['amFuZTp4', 'jane:x'],
    ['a m F u', 'jan'],
    ['!!!', ''],
    ['====', ''],
    ['YQ==YQ==', 'a'],
    ['YR==', 'a'],
    ['YQ===', 'a'],
  ])('%s is %j', (encoded, text) => {
    const decoded = decodeLoosely(encoded);
    expect('bytes' in decoded && decoded.bytes.toString('latin1')).toBe(text);
  });

  test.each(['amFuZTp', 'amFuZT', 'abc', 'ab', 'ab=', 'YQ=', '=abc'])('%s lacks padding', (encoded) => {
    expect(decodeLoosely(encoded)).toEqual({ refused: 'Incorrect padding' });
  });

  test.each([
    ['a', 1],
    ['a===', 1],
    ['amFuZ', 5],
  ])('%s has a sign too many', (encoded, count) => {
    const refused = `Invalid base64-encoded string: number of data characters (${count}) cannot be 1 more than a multiple of 4`;
    expect(decodeLoosely(encoded)).toEqual({ refused });
  });

  test('what was encoded comes back, whatever stands between that does not belong', () => {
    const noise = fc.constantFrom(' ', '\n', '-', '_', '!', 'é');
    fc.assert(
      fc.property(fc.uint8Array(), noise, (bytes, sign) => {
        const encoded = Buffer.from(bytes).toString('base64').split('').join(sign);
        expect(decodeLoosely(encoded)).toEqual({ bytes: Buffer.from(bytes) });
      }),
    );
  });
});
