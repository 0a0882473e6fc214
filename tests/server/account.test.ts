import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changePassword, deleteAccount, getSessions, revokeSessions } from '#contract/account.ts';
import { auth, login, pageModes, users } from '#contract/index.ts';
import { createApp } from '#server/app.ts';
import { hashSecret } from '#server/secrets.ts';
import { basic, TestClient } from '#tests/support/client.ts';
import { addPerson, logIn, samplePassword, type Person } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { someone } from '#tests/support/team.ts';

let server: TestServer;
let ada: Person;
let browser: TestClient;

beforeEach(async () => {
  server = await startServer();
  ada = await addPerson(server, 'ada@example.com');
  browser = await logIn(server, ada);
});
afterEach(() => server.close());

const day = 86_400_000;
const newPassword = 'amber lantern 77';
const isIn = async (client: TestClient): Promise<boolean> => (await client.call(users.getPreferences)).status === 200;
const logsIn = async (password: string): Promise<number> =>
  (await server.client().call(auth.login, {}, { headers: basic(ada.email, password) })).status;
const change = (request: object = {}, client = browser, options = {}) =>
  client.call(changePassword, { current_password: samplePassword, new_password: newPassword, ...request }, options);
const eventsOf = (action: string) =>
  server.store.db.selectFrom('events').select(['workspace_id', 'actor', 'target', 'detail']).where('action', '=', action).execute();
const programOf = async (client: TestClient): Promise<{ pair: { authorization: string }; program: TestClient }> => {
  const { access_key, secret_key } = (await client.ok(auth.createCredentials, {})).credentials;
  return { pair: basic(access_key, secret_key), program: server.client() };
};

const forms = [
  [changePassword, { current_password: samplePassword, new_password: newPassword }],
  [getSessions, {}],
  [revokeSessions, { all_others: true }],
  [deleteAccount, { password: samplePassword }],
] as const;

describe('the account', () => {
  test.each(forms)('is out of reach of a key pair and of its tokens: %#', async (operation, request) => {
    const { pair, program } = await programOf(browser);
    expect(await program.call(operation, request, { headers: pair })).toMatchObject({ status: 403, meta: { result_subcode: 20 } });
    await program.ok(auth.login, {}, { headers: pair });
    expect(await program.call(operation, request)).toMatchObject({ status: 403, meta: { result_subcode: 20 } });
    expect([await isIn(browser), await logsIn(samplePassword)]).toEqual([true, 200]);
  });

  test.each(forms)('is out of reach of the guest, whose password everybody is told: %#', async (operation, request) => {
    const guestUser = { username: 'guest', password: 'guest', name: 'Guest', passHashed: false };
    const own = await startServer({ deployment: 'self-hosted', guestUser });
    const guest = own.client();
    await guest.ok(auth.login, {}, { headers: basic('guest', 'guest') });
    expect(await guest.call(operation, request)).toMatchObject({ status: 403, meta: { result_subcode: 20 } });
    await own.close();
  });

  test.each(forms)('needs a log-in, and takes no field that it does not know: %#', async (operation, request) => {
    expect((await server.client().call(operation, request)).status).toBe(401);
    const answer = await browser.call(operation, { ...request, user: 'b' });
    expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 12, error_data: { fields: { user: 'unknown' } } } });
  });

  test('of the configuration keeps its password and stays', async () => {
    const fixedUsers = [{ username: 'jane', password: 'secret-pass', name: 'Jane Doe', passHashed: false }];
    const own = await startServer({ deployment: 'self-hosted', fixedUsers });
    const jane = own.client();
    await jane.ok(auth.login, {}, { headers: basic('jane', 'secret-pass') });
    for (const [operation, request] of [
      [changePassword, { current_password: 'secret-pass', new_password: newPassword }],
      [deleteAccount, { password: 'secret-pass' }],
    ] as const)
      expect(await jane.call(operation, request)).toMatchObject({
        status: 400,
        meta: { result_subcode: 1016, error_data: { error: 'configured_account' } },
      });
    expect((await jane.ok(getSessions, {})).sessions).toHaveLength(1);
    await own.close();
  });
});

describe('changing the password', () => {
  test('check 10: makes the new one work and the old one not, keeps this session, and others unless asked', async () => {
    const other = await logIn(server, ada);
    expect((await change()).data).toEqual({ updated: 1 });
    expect([await logsIn(samplePassword), await logsIn(newPassword)]).toEqual([401, 200]);
    expect([await isIn(browser), await isIn(other)]).toEqual([true, true]);
    expect(await eventsOf('user.change_password')).toEqual([
      { workspace_id: '', actor: ada.id, target: ada.id, detail: '{"ended_sessions":0}' },
    ]);
  });

  test('check 10: ends the other sessions where that is asked for, of this account only, and no program with a key', async () => {
    const [other, elsewhere] = [await logIn(server, ada), await someone(server)];
    const { pair, program } = await programOf(browser);
    await program.ok(auth.login, {}, { headers: pair });
    await change({ end_other_sessions: true });
    expect([await isIn(browser), await isIn(other)]).toEqual([true, false]);
    expect([await isIn(elsewhere.browser), await isIn(program)]).toEqual([true, true]);
    expect(await other.ok(login.supportedModes, pageModes)).toMatchObject({ refused_cookie: { reason: 'revoked', user: ada.id } });
  });

  test('is refused with a wrong present one, at its field, and nothing changes', async () => {
    const other = await logIn(server, ada);
    expect(await change({ current_password: 'wrong', end_other_sessions: true })).toMatchObject({
      status: 400,
      meta: { result_subcode: 1015, error_data: { error: 'wrong_password', fields: { current_password: 'mismatch' } } },
    });
    expect([await logsIn(samplePassword), await logsIn(newPassword), await isIn(other)]).toEqual([200, 401, true]);
  });

  test.each([
    [{ new_password: 'short' }, 12, { new_password: 'too_short' }],
    [{ new_password: 'x'.repeat(129) }, 12, { new_password: 'too_long' }],
    [{ new_password: 'password123' }, 1013, { new_password: 'common' }],
    [{ current_password: undefined }, 12, { current_password: 'required' }],
    [{ end_other_sessions: 'yes' }, 12, { end_other_sessions: 'type' }],
  ])('has the rules of sign-up: %j', async (request, subcode, fields) => {
    expect(await change(request)).toMatchObject({ status: 400, meta: { result_subcode: subcode, error_data: { fields } } });
    expect(await logsIn(samplePassword)).toBe(200);
  });

  test('ends links that set a password', async () => {
    const link = { hash: hashSecret('the secret of a link'), user_id: ada.id, expires: server.clock.now() + day };
    await server.store.db.insertInto('password_links').values(link).execute();
    await change();
    const answer = await browser.call(login.setPassword, { link_id: 'the secret of a link', password: 'copper meadow 12' });
    expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 1014 } });
  });

  test('check 16: counts wrong present ones as failed log-ins', async () => {
    await server.close();
    server = await startServer({ rateLimits: true });
    ada = await addPerson(server, 'ada@example.com');
    browser = await logIn(server, ada);
    const answers = await Promise.all(Array.from({ length: 22 }, () => change({ current_password: 'wrong' })));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
    expect((await change()).status).toBe(429);
    expect(await logsIn(samplePassword)).toBe(429);
    expect((await browser.call(deleteAccount, { password: samplePassword })).status).toBe(429);
  });

  test('twice at the same moment happens once: the other one was proven by a password that is none any more', async () => {
    const answers = await Promise.all([change(), change({ new_password: 'copper meadow 12' })]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const [first] = answers;
    expect(await logsIn(first.status === 200 ? newPassword : 'copper meadow 12')).toBe(200);
  });
});

describe('sessions', () => {
  const list = async (client = browser) => (await client.ok(getSessions, {})).sessions;
  const idOf = async (client: TestClient): Promise<string> => (await list(client)).find(({ current }) => current)?.id ?? '';

  test('check 10: are listed with device, address and times, this one first and marked', async () => {
    server.clock.advance(60_000);
    const headers = { ...basic(ada.email, samplePassword), 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Firefox/150.0' };
    await server.client().ok(auth.login, {}, { headers, address: '203.0.113.9' });
    server.clock.advance(1000);
    await someone(server);
    const [first, second, ...more] = await list();
    expect(more).toEqual([]);
    expect(first).toMatchObject({ current: true, created: '2026-11-23T16:00:00+00:00', last_used: '2026-11-23T16:01:01+00:00' });
    expect(second).toMatchObject({
      current: false,
      created: '2026-11-23T16:01:00+00:00',
      last_used: '2026-11-23T16:01:00+00:00',
      last_used_from: '203.0.113.9',
      user_agent: headers['user-agent'],
      expires: '2026-12-23T16:01:00+00:00',
    });
  });

  test('check 7: that ran out are not listed, nor those of keys', async () => {
    const { pair, program } = await programOf(browser);
    await program.ok(auth.login, {}, { headers: pair });
    await logIn(server, ada);
    expect(await list()).toHaveLength(2);
    server.clock.advance(6 * day);
    await list();
    server.clock.advance(2 * day);
    expect((await list()).map(({ current }) => current)).toEqual([true]);
  });

  test('check 10: of other browsers end one by one, and all others at once, on every process', async () => {
    const [one, two, three] = [await logIn(server, ada), await logIn(server, ada), await logIn(server, ada)];
    const process = new TestClient(createApp(server.parts), 'http://localhost:8080/');
    for (const [name, value] of one.cookies) process.cookies.set(name, value);
    expect(await isIn(process)).toBe(true);
    expect((await browser.ok(revokeSessions, { sessions: [await idOf(one)] })).revoked).toBe(1);
    expect([await isIn(process), await isIn(one), await isIn(two), await isIn(three)]).toEqual([false, false, true, true]);
    expect((await browser.ok(revokeSessions, { all_others: true })).revoked).toBe(2);
    expect([await isIn(two), await isIn(three), await isIn(browser)]).toEqual([false, false, true]);
    expect((await eventsOf('user.end_sessions')).map(({ detail }) => detail)).toEqual(['{"ended":1}', '{"ended":2}']);
  });

  test('check 23: of others are answered like unknown ones, and go on; so does a program with a key', async () => {
    const other = await someone(server);
    const { pair, program } = await programOf(browser);
    await program.ok(auth.login, {}, { headers: pair });
    const key = await server.store.db.selectFrom('sessions').select('id').where('access_key', 'is not', null).executeTakeFirstOrThrow();
    for (const id of [await idOf(other.browser), key.id, 'f'.repeat(32)])
      expect(await browser.ok(revokeSessions, { sessions: [id] })).toEqual({ revoked: 0 });
    await browser.ok(revokeSessions, { all_others: true });
    expect([await isIn(other.browser), await isIn(program)]).toEqual([true, true]);
    expect(await eventsOf('user.end_sessions')).toEqual([]);
  });

  test('check 40: end once, however often that is asked for at the same moment', async () => {
    await logIn(server, ada);
    const answers = await Promise.all(Array.from({ length: 6 }, () => browser.ok(revokeSessions, { all_others: true })));
    expect(answers.map(({ revoked }) => revoked).toSorted()).toEqual([0, 0, 0, 0, 0, 1]);
  });

  test('that end each other at the same moment leave one', async () => {
    const other = await logIn(server, ada);
    const answers = await Promise.all([browser, other].map((client) => client.call(revokeSessions, { all_others: true })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    expect([await isIn(browser), await isIn(other)].filter(Boolean)).toHaveLength(1);
  });

  test.each([
    [{}, { sessions: 'required' }],
    [{ sessions: [] }, { sessions: 'too_short' }],
    [{ sessions: 'all' }, { sessions: 'type' }],
    [{ all_others: false }, { all_others: 'type' }],
  ])('end by a request that says which: not by %j', async (request, fields) => {
    expect(await browser.call(revokeSessions, request)).toMatchObject({ status: 400, meta: { error_data: { fields } } });
  });
});
