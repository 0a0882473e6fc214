import crypto, { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { auth, invitations, login, users } from '#contract/index.ts';
import { runAdmin } from '#server/admin.ts';
import { createApp } from '#server/app.ts';
import { newAccessKey, newSecretKey } from '#server/ids.ts';
import { makeLog } from '#server/log.ts';
import { accessKeyPattern, isSoundPair, secretKeyPattern } from '#server/rules/access-key.ts';
import { basic, bearer, TestClient } from '#tests/support/client.ts';
import { dump } from '#tests/support/dump.ts';
import { givenRandom } from '#tests/support/given-random.ts';
import { addPerson, logIn, samplePassword, type Person } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let ada: Person;
let browser: TestClient;

beforeEach(async () => {
  server = await startServer({ logLevel: 'trace' });
  ada = await addPerson(server, 'ada@example.com');
  browser = await logIn(server, ada);
});
afterEach(() => server.close());

const random = (bytes: number) => randomBytes(bytes);
const makeKey = async () => (await browser.ok(auth.createCredentials, { label: 'ci' })).credentials;

/** One character of a text changed to another of its alphabet. */
const mistyped = (text: string, at: number): string => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);

test('check 17: a secret is in the answer that made it, and nowhere else', async () => {
  const key = await makeKey();
  const seen: string[] = [];
  const program = basic(key.access_key, key.secret_key);
  for (const [operation, request, headers] of [
    [auth.getCredentials, {}, {}],
    [auth.editCredentials, { access_key: key.access_key, label: 'x' }, {}],
    [auth.login, {}, program],
    [auth.login, {}, basic(key.access_key, mistyped(key.secret_key, 30))],
    [users.getCurrentUser, {}, program],
    [auth.revokeCredentials, { access_key: key.secret_key }, {}],
    [auth.createCredentials, { label: 7 }, program],
    ['auth.nope', {}, program],
    [auth.revokeCredentials, { access_key: key.access_key }, {}],
    [auth.login, {}, program],
  ] as const) {
    const answer = await browser.call(operation, request, { headers: { ...headers } });
    // the secret sent as an access key is the caller's own mistake, and comes back only in the error that names it
    if (!('access_key' in request) || request.access_key !== key.secret_key)
      seen.push(JSON.stringify([answer.meta, answer.data, [...answer.headers]]));
  }
  expect(seen).toHaveLength(9);
  const everything = [...seen, ...server.logged, await dump(server.store)].join('\n');
  expect(server.logged.length).toBeGreaterThan(0);
  for (const secret of [key.secret_key, samplePassword, program.authorization]) expect(everything).not.toContain(secret);
});

test('check 18: the database has no secret, only hashes', async () => {
  const key = await makeKey();
  const { token } = await server.client().ok(auth.login, {}, { headers: basic(key.access_key, key.secret_key) });
  const cookie = [...browser.cookies.values()][0] ?? '';
  const dumped = await dump(server.store);
  expect(dumped).toContain(key.access_key);
  for (const secret of [key.secret_key, samplePassword, token, cookie, token.split('.')[2] ?? '']) expect(dumped).not.toContain(secret);
});

test('check 31: an invitation is random bytes that the server was given, and nothing else', async () => {
  const { given, random } = givenRandom();
  const client = new TestClient(createApp({ ...server.parts, random }), 'http://localhost:8080/');
  for (const [name, value] of browser.cookies) client.cookies.set(name, value);
  const { id } = await client.ok(invitations.createInvite, {});
  expect(given.filter(({ length }) => length >= 16).map((bytes) => bytes.toString('base64url'))).toContain(id);
});

describe('check 19: keys', () => {
  test('are found in any text, and random text is none', () => {
    for (let made = 0; made < 1000; made += 1) {
      const [accessKey, secretKey] = [newAccessKey(random), newSecretKey(random)];
      expect(`key = "${accessKey}" # x`).toMatch(accessKeyPattern);
      expect(`secret=${secretKey}\n`).toMatch(secretKeyPattern);
      expect(isSoundPair(accessKey, secretKey)).toBe(true);
    }
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    const noise = randomBytes(30_000_000);
    for (let at = 0; at < noise.length; at += 1) noise[at] = alphabet.charCodeAt((noise[at] ?? 0) % 36);
    const text = noise.toString('latin1');
    let hits = 0;
    for (let at = 0; at < text.length; at += 30) if (isSoundPair(text.slice(at, at + 30), newSecret)) hits += 1;
    expect(hits).toBe(0);
    // the other half, in its own form but for the sum at its end
    const soundKey = newAccessKey(random);
    const secret = newSecretKey(random);
    const [head, sum] = [secret.slice(0, -6), text.slice(0, 6_000_000)];
    for (let at = 0; at < sum.length; at += 6) if (isSoundPair(soundKey, head + sum.slice(at, at + 6))) hits += 1;
    expect(hits).toBe(0);
    expect(isSoundPair(soundKey, secret)).toBe(true);
  });
  const newSecret = newSecretKey(random);

  test('with a slip in either half are refused before the database is asked', async () => {
    const key = await makeKey();
    const ask = vi.spyOn(server.store.db.getExecutor(), 'executeQuery');
    for (const at of [3, 10, 22, 29]) {
      const answer = await server.client().call(auth.login, {}, { headers: basic(mistyped(key.access_key, at), key.secret_key) });
      expect([answer.status, answer.meta.result_subcode]).toEqual([401, 22]);
    }
    for (const at of [4, 30, 60, 66])
      expect((await server.client().call(auth.login, {}, { headers: basic(key.access_key, mistyped(key.secret_key, at)) })).status).toBe(
        401,
      );
    expect(ask).not.toHaveBeenCalled();
    await server.client().ok(auth.login, {}, { headers: basic(key.access_key, key.secret_key) });
    expect(ask).toHaveBeenCalled();
  });

  test('and secrets of two pairs do not mix', async () => {
    const [one, two] = [await makeKey(), await makeKey()];
    expect((await server.client().call(auth.login, {}, { headers: basic(one.access_key, two.secret_key) })).status).toBe(401);
  });
});

test('check 16: an unknown name, a wrong password and a wrong secret get one answer, names and passwords in the same time', async () => {
  const key = await makeKey();
  const attempt = async (name: string, password: string) => {
    const began = performance.now();
    const { status, meta } = await server.client().call(auth.login, {}, { headers: basic(name, password) });
    return { took: performance.now() - began, told: [status, meta.result_subcode, meta.result_msg] };
  };
  const answers = [
    await attempt('nobody@example.com', 'x'),
    await attempt(ada.email, 'x'),
    await attempt(key.access_key, newSecretKey(random)),
    await attempt(key.access_key, 'x'),
  ];
  for (const { told } of answers)
    expect(told).toEqual([401, 22, 'Unauthorized (invalid credentials) (failed to locate provided credentials)']);

  const times: Record<'unknown' | 'wrong', number[]> = { unknown: [], wrong: [] };
  for (let round = 0; round < 15; round += 1) {
    times.unknown.push((await attempt('nobody@example.com', 'some password')).took);
    times.wrong.push((await attempt(ada.email, 'some password')).took);
  }
  const fastest = (of: number[]): number => Math.min(...of);
  expect(fastest(times.unknown) / fastest(times.wrong)).toBeGreaterThan(0.6);
  expect(fastest(times.unknown) / fastest(times.wrong)).toBeLessThan(1.6);
});

test('check 29: secrets are compared by hash, in constant time, those of an unknown and of a revoked key too', async () => {
  const [key, revoked] = [await makeKey(), await makeKey()];
  await browser.ok(auth.revokeCredentials, { access_key: revoked.access_key });
  const compare = vi.spyOn(crypto, 'timingSafeEqual');
  onTestFinished(() => {
    compare.mockRestore();
    syncBuiltinESMExports();
  });
  syncBuiltinESMExports();
  const compared = async (accessKey: string, secretKey: string) => {
    compare.mockClear();
    const { status } = await server.client().call(auth.login, {}, { headers: basic(accessKey, secretKey) });
    return [status, compare.mock.calls.map((hashes) => hashes.map(({ byteLength }) => byteLength))];
  };
  const once = [[32, 32]];
  expect(await compared(key.access_key, key.secret_key)).toEqual([200, once]);
  for (const accessKey of [key.access_key, revoked.access_key, newAccessKey(random)])
    expect(await compared(accessKey, newSecretKey(random))).toEqual([401, once]);
  const source = await readFile('src/server/authenticate.ts', 'utf8');
  expect(source).not.toMatch(/(?:secret_hash|password)\s*[!=]==?\s*(?!undefined|null)/);
});

/** What a terminal, or an eye, takes for more than text; without NUL, which no database keeps. */
const hostile = '\u001b[2J\u009b31m\u0085\u007f\u2028\u202e\u2066\u200f\r\n';

describe('check 54: what a caller says of itself', () => {
  const sent = 'ci\u009b31m\u0085\t\u0090x';
  const kept = 'ci\ufffd31m\ufffd\ufffd\ufffdx';

  test('is kept as text only: of its program and of its browser', async () => {
    const key = await makeKey();
    for (const name of ['x-clearml-worker', 'x-trains-worker']) {
      await server.client().ok(auth.login, {}, { headers: { ...basic(key.access_key, key.secret_key), [name]: sent, 'user-agent': sent } });
      expect((await browser.ok(auth.getCredentials, {})).credentials).toMatchObject([{ last_used_from: kept }]);
    }
    const sessions = server.store.db.selectFrom('sessions').select(['last_used_from', 'user_agent']);
    expect(await sessions.where('access_key', '=', key.access_key).execute()).toEqual([
      { last_used_from: kept, user_agent: kept },
      { last_used_from: kept, user_agent: kept },
    ]);
  });

  test('is text to the operator’s terminal too, where it was kept before', async () => {
    const key = await makeKey();
    await server.store.db
      .updateTable('credentials')
      .set({ last_used: server.clock.now(), last_used_from: hostile, label: hostile })
      .where('workspace_id', '=', ada.workspace)
      .where('access_key', '=', key.access_key)
      .execute();
    const lines: string[] = [];
    await runAdmin(server.parts, ['revoke-keys', ada.email], (line) => void lines.push(line));
    expect(lines.join('')).toContain('[2J\ufffd31m');
    for (const line of lines) expect(line).toMatch(/^[ -~\ufffd]*$/);
  });
});

describe('check 54: the log', () => {
  const lines: string[] = [];
  const log = makeLog('trace', (line) => void lines.push(line));
  beforeEach(() => void lines.splice(0));

  test('cannot be made to show a line that the server did not write', () => {
    log.info({ name: 'x\n{"level":60,"msg":"forged"}\r\u001b[31m' }, 'a\nb');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toMatch(/[\n\r\u001b]/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ name: 'x\n{"level":60,"msg":"forged"}\r\u001b[31m', msg: 'a\nb' });
  });

  test('tells a terminal nothing but text, and still says what was sent', () => {
    log.info({ path: hostile }, hostile);
    expect(lines[0]).toMatch(/^[ -~]*\n$/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ path: hostile, msg: hostile });
  });

  test('says when in UTC, and hides what is secret by name', () => {
    log.error({ password: 'violet', request: { secret_key: 'violet', headers: { authorization: 'violet', cookie: 'violet' } } }, 'x');
    expect(lines[0]).not.toContain('violet');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), password: '[secret]' });
  });

  test('names a call that was refused, without what it carried', async () => {
    await server.client().call(auth.login, { 'x\ny': 'z' }, { headers: { ...basic('a\nb', 'c'), 'x-clearml-trx': 'trx' } });
    expect(server.logged.at(-1)).toMatch(/^\{[^\n]*"operation":"auth.login","failure":"invalid_credentials"[^\n]*\}\n$/);
  });

  test('events say who did what and when', async () => {
    const key = await makeKey();
    await browser.ok(auth.revokeCredentials, { access_key: key.access_key });
    const events = await server.store.db.selectFrom('events').selectAll().orderBy('action').execute();
    expect(events).toMatchObject([
      { actor: ada.id, action: 'credentials.create', target: key.access_key, workspace_id: ada.workspace, at: server.clock.now() },
      { actor: ada.id, action: 'credentials.revoke', target: key.access_key, workspace_id: ada.workspace, at: server.clock.now() },
    ]);
  });
});

test('a token in the header ends by login.logout, and the answer is the same without one', async () => {
  const { token } = await server.client().ok(auth.login, {}, { headers: basic(ada.email, samplePassword) });
  await server.client().ok(login.logout, {}, { headers: bearer(token) });
  expect((await server.client().call(users.getPreferences, {}, { headers: bearer(token) })).status).toBe(401);
  await server.client().ok(login.logout, {});
});
