import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodedPath, isSince, namesOperation, parseOperationPath } from '#server/path.ts';
import { apiVersion } from '#server/version.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_';
const word = fc
  .tuple(fc.constantFrom(...letters), fc.string({ unit: fc.constantFrom(...letters, ...'0123456789'), minLength: 1, maxLength: 12 }))
  .map((parts) => parts.join(''));
const name = fc.tuple(word, word).map(([service, action]) => `${service}.${action}`);
const number = fc.nat({ max: 9999 }).map(String);
const version = fc.oneof(
  fc.tuple(number, number).map((parts) => parts.join('.')),
  fc.integer({ min: 10, max: 9999 }).map(String),
);
const ends = fc.tuple(fc.constantFrom('', '/'), fc.constantFrom('', '/'));

describe('the path of an operation', () => {
  test('names it, with the newest version where none is asked for', () => {
    fc.assert(
      fc.property(name, ends, (name, [before, after]) => {
        expect(parseOperationPath(`${before}${name}${after}`)).toEqual({ name, version: apiVersion });
      }),
    );
  });

  test('names any version that has two signs at least', () => {
    fc.assert(
      fc.property(name, version, ends, (name, version, [before, after]) => {
        expect(parseOperationPath(`${before}v${version}/${name}${after}`)).toEqual({ name, version });
      }),
    );
  });

  test('has nothing before or behind', () => {
    fc.assert(
      fc.property(name, fc.stringMatching(/^[\w.-]+$/), (name, more) => {
        expect(parseOperationPath(`/${more}/v2.31/${name}`)).toBeNull();
        expect(parseOperationPath(`/v2.31/${name}/${more}`)).toBeNull();
        expect(parseOperationPath(`//${name}`)).toBeNull();
        expect(parseOperationPath(`/${name}//`)).toBeNull();
      }),
    );
  });

  test.each([
    '/v2/auth.login',
    '/vX/auth.login',
    '/v/auth.login',
    '/v2.31.1/auth.login',
    '/auth',
    '/',
    '/a.b',
    '/1auth.login',
    '/auth.login.x',
  ])('%s is none', (path) => expect(parseOperationPath(path)).toBeNull());

  test.each([
    ['2.031', 'minor'],
    ['02.31', 'major'],
    ['02.031', 'major'],
    ['00', 'major'],
    ['2.00', 'minor'],
  ])('version %s has a zero too many in its %s', (version, part) => {
    expect(() => parseOperationPath(`/v${version}/auth.login`)).toThrow(
      `Request path has invalid version: version=${version}, reason=Invalid leading zero in ${part}: '${version}'`,
    );
  });

  test('may be percent-encoded, and in any script', () => {
    expect(namesOperation('/auth%2Elogin')).toBe(true);
    expect(parseOperationPath(decodedPath('/v2.31/auth.pr%C3%BCfen'))).toEqual({ name: 'auth.prüfen', version: '2.31' });
    expect(decodedPath('/100%')).toBe('/100%');
  });
});

test('a path is read once from end to end, however long', () => {
  expect(parseOperationPath(`/v${'1'.repeat(1_000_000)}x/auth.login`)).toBeNull();
});

test('versions are ordered by their parts', () => {
  const ordered = ['0.5', '1.0', '1.12', '2.0', '2.1', '2.9', '2.12', '2.31', '3.0', '10', '999', '999.0'];
  for (const [at, one] of ordered.entries())
    for (const [place, other] of ordered.entries()) {
      const equal = Number(one) === 999 && Number(other) === 999;
      expect([one, other, isSince(one, other)]).toEqual([one, other, equal || at >= place]);
    }
});
