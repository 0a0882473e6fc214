import { describe, expect, test } from 'vitest';
import { compare } from '#tests/support/wire/compare.ts';
import { Ledger } from '#tests/support/wire/ledger.ts';
import { recordedLine } from '#tests/support/wire/record.ts';
import { parseExactly, readRecordings, type Recording } from '#tests/support/wire/recording.ts';
import type { Answer } from '#tests/support/wire/send.ts';

const token = (claims: object): string =>
  ['{"alg":"HS256"}', JSON.stringify(claims), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');
const claims = { iat: 100, exp: 160, session_id: 'a'.repeat(32), identity: { user: 'u' } };
const secret = 'S'.repeat(67);
const key = 'K'.repeat(30);

const recording: Recording = {
  id: 'one',
  name: 'a call',
  request: { method: 'POST', path: '/v2.31/auth.create_sample' },
  response: {
    status: 200,
    headers: [
      ['Content-Type', 'application/json'],
      ['Set-Cookie', 'sample=<JWT>; Expires=Mon, 09 Oct 5195 02:45:08 GMT; Max-Age=9; HttpOnly; Path=/'],
    ],
    json: {
      meta: { id: '1'.repeat(32), trx: '1'.repeat(32), endpoint: { requested_version: 'number 1.0' }, result_msg: 'OK' },
      data: {
        token: '<JWT>',
        credentials: { access_key: '7'.repeat(30), secret_key: '<secret 1>' },
        at: '2026-11-23T16:58:28.026000+00:00',
        list: [{ id: 'x', n: 1 }, { id: 'y' }],
      },
    },
    token_claims: { ...claims, iat: 5, exp: 65, session_id: 'b'.repeat(32) },
  },
};

interface Change {
  readonly status?: number;
  readonly text?: (text: string) => string;
  readonly cookie?: string;
  readonly claims?: object;
}

/** An answer like the recorded one, but for a change. */
const answer = ({ status = 200, text = (same) => same, cookie, claims: other = {} }: Change = {}): Answer => {
  const made = token({ ...claims, ...other });
  const body = {
    meta: { id: '2'.repeat(32), trx: '2'.repeat(32), endpoint: { requested_version: 1 }, result_msg: 'OK' },
    data: {
      token: made,
      credentials: { access_key: key, secret_key: secret },
      at: '2027-01-01T00:00:00+00:00',
      list: [{ id: 'x', n: 1 }, { id: 'y' }],
    },
  };
  const json = JSON.stringify(body).replace('"requested_version":1', '"requested_version":1.0');
  return {
    status,
    headers: [
      ['content-type', 'application/json'],
      ['set-cookie', cookie ?? `sample=${made}; Expires=Tue, 01 Jan 2030 00:00:00 GMT; Max-Age=9; HttpOnly; Path=/`],
    ],
    text: text(json),
  };
};

const places = (change?: Change): string[] => {
  const ledger = new Ledger();
  const got = answer(change);
  const { data } = parseExactly(got.text) as { data: unknown };
  ledger.learn(recording, undefined, data);
  return recording.response === undefined ? [] : compare(recording.response, got, ledger).map(({ at }) => at);
};

describe('an answer is compared with the recorded one', () => {
  test('and is alike with another id, time, token, key and secret', () => {
    expect(places()).toEqual([]);
  });

  test.each<[string, Change, string[]]>([
    ['another status', { status: 201 }, ['status']],
    ['another type of version', { text: (text) => text.replace('1.0', '1') }, ['meta.endpoint.requested_version']],
    ['an id of another form', { text: (text) => text.replaceAll('2'.repeat(32), 'short') }, ['meta.id']],
    ['a trx of its own', { text: (text) => text.replace(`"trx":"${'2'.repeat(32)}"`, '"trx":"x"') }, ['meta.trx']],
    ['another message', { text: (text) => text.replace('"OK"', '"Ok"') }, ['meta.result_msg']],
    ['a field more', { text: (text) => text.replace('"data":{', '"data":{"more":1,') }, ['data.more']],
    ['a time without its zone', { text: (text) => text.replace('+00:00', '') }, ['data.at']],
    ['three digits of a second', { text: (text) => text.replace('00:00:00+', '00:00:00.123+') }, ['data.at']],
    ['a secret of another form', { text: (text) => text.replace(secret, 'short') }, ['data.credentials.secret_key']],
    ['a number that is text', { text: (text) => text.replace('"n":1', '"n":"1"') }, ['data.list.x.n']],
    ['an entry less', { text: (text) => text.replace(',{"id":"y"}', '') }, ['data.list.y']],
    [
      'another order',
      { text: (text) => text.replace('{"id":"x","n":1},{"id":"y"}', '{"id":"y"},{"id":"x","n":1}') },
      ['data.list (order)'],
    ],
    ['another life of the token', { claims: { exp: 161 } }, ['token.exp']],
    ['another identity', { claims: { identity: { user: 'v' } } }, ['token.identity.user']],
    ['a claim more', { claims: { aud: 'x' } }, ['token.aud']],
    [
      'another age of the cookie',
      { cookie: 'sample=x; Expires=Tue, 01 Jan 2030 00:00:00 GMT; Max-Age=10; HttpOnly; Path=/' },
      ['cookie.sample.Max-Age'],
    ],
    ['a cookie less guarded', { cookie: 'sample=x; Expires=Tue, 01 Jan 2030 00:00:00 GMT; Max-Age=9; Path=/' }, ['cookie.sample.HttpOnly']],
    ['no cookie', { cookie: 'other=x' }, ['cookie.sample', 'cookie.other']],
  ])('and differs by %s', (_what, change, at) => {
    expect(places(change)).toEqual(at);
  });
});

test('what is recorded names no token and no secret, and is read again as it was', () => {
  const ledger = new Ledger();
  const got = answer();
  ledger.learn(recording, undefined, (parseExactly(got.text) as { data: unknown }).data);
  const line = recordedLine(recording, got, ledger);
  for (const text of [secret, key, token(claims)]) expect(line).not.toContain(text);
  const again = parseExactly(line) as Recording;
  expect(again.response?.json?.meta?.['endpoint']).toEqual({ requested_version: 'number 1.0' });
  expect(again.response?.token_claims).toEqual(claims);
  expect(again.request).toEqual(recording.request);
});

test('the recordings name no machine and no network but those of examples', () => {
  const hosts = ['fixed', 'guest', 'hashed', 'sdk', 'open'] as const;
  const text = hosts
    .flatMap((group) => readRecordings(group))
    .map((call) => JSON.stringify(call))
    .join('\n');
  expect(new Set(text.match(/https?:\/\/[^/"\\]+/g))).toEqual(new Set(['http://localhost:8080', 'http://x']));
  expect(new Set(text.match(/\b\d+\.\d+\.\d+\.\d+\b/g))).toEqual(new Set(['10.1.2.3', '10.9.9.9', '127.0.0.1']));
});
