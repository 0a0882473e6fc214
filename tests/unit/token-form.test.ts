import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formFault } from '#server/rules/token-form.ts';

/** A part of a token. */
const part = (text: string | readonly number[]): string =>
  (typeof text === 'string' ? Buffer.from(text) : Buffer.from(text)).toString('base64url');

const header = part('{"alg":"HS256"}');
const codec = (fault: string): string => `Invalid header string: 'utf-8' codec can't decode ${fault}`;

// each as PyJWT says it
test.each([
  ['', 'Not enough segments'],
  ['abc', 'Not enough segments'],
  ['a.b', 'Not enough segments'],
  ['a.b.c', 'Invalid header padding'],
  ['..', 'Invalid header string: Expecting value: line 1 column 1 (char 0)'],
  ['abc.def.ghi', codec('byte 0xb7 in position 1: invalid start byte')],
  [`${part([0xe2, 0x82])}.a.b`, codec('bytes in position 0-1: unexpected end of data')],
  [`${part([0xf0, 0x9f, 0x98, 0x61])}.a.b`, codec('bytes in position 0-2: invalid continuation byte')],
  [`${part([0xc3, 0x28])}.a.b`, codec('byte 0xc3 in position 0: invalid continuation byte')],
  [`${part([0xc0, 0x80])}.a.b`, codec('byte 0xc0 in position 0: invalid start byte')],
  [`${part([0xe0, 0x80, 0x80])}.a.b`, codec('byte 0xe0 in position 0: invalid continuation byte')],
  [`${part([0x61, 0x62, 0xff])}.x.y`, codec('byte 0xff in position 2: invalid start byte')],
  [`${part([0xed, 0xa0, 0x80])}.a.b`, 'Invalid header string: Expecting value: line 1 column 1 (char 0)'],
  [`${part('[1]')}.a.b`, 'Invalid header string: must be a json object'],
  [`${header}.a.bc`, 'Invalid payload padding'],
  [`${header}.a.b.cd`, 'Invalid payload padding'],
  [`${header}.ab.c`, 'Invalid crypto padding'],
  [`${header}.ab.cd`, undefined],
])('%j: %s', (token, fault) => {
  expect(formFault(token)).toBe(fault);
});

test('a header of any text is read', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(fc.dictionary(text, text), (claims) => {
      expect(formFault(`${part(JSON.stringify(claims))}.ab.cd`)).toBeUndefined();
    }),
  );
});

test('a header that is no UTF-8 is told from one that is, wherever its fault stands', () => {
  const spoilt = fc.tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(), fc.nat({ max: 255 })).map(([text, at, byte]) => {
    const bytes = Buffer.from(text);
    bytes[at % bytes.length] = byte;
    return bytes;
  });
  // half characters, which begin with 0xed, are none to Node
  const bytes = fc.oneof(spoilt, fc.uint8Array({ minLength: 1 })).filter((some) => !some.includes(0xed));
  fc.assert(
    fc.property(bytes, (some) => {
      const isUtf8 = Buffer.from(Buffer.from(some).toString('utf8')).equals(Buffer.from(some));
      expect(formFault(`${part([...some])}.ab.cd`)?.includes('codec') ?? false).toBe(!isUtf8);
    }),
    { numRuns: 1000 },
  );
});
