import { sql } from 'kysely';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { changePassword, deleteAccount, revokeSessions } from '#contract/account.ts';
import { errors } from '#contract/errors.ts';
import { auth, login, organization, users, type Operation } from '#contract/index.ts';
import { runAdmin } from '#server/admin.ts';
import { causeOf } from '#server/cause.ts';
import { newAccessKey, newSecretKey } from '#server/ids.ts';
import { makeRateLimits } from '#server/rate-limits.ts';
import { createSite } from '#server/site.ts';
import { makeTell } from '#server/tell.ts';
import { basic, bearer, TestClient } from '#tests/support/client.ts';
import { openConnected } from '#tests/support/connected.ts';
import { makeScene, operations, prepare } from '#tests/support/each-operation.ts';
import { addPerson, logIn, samplePassword, type Person } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import * as faults from '#tests/support/upstream/faults.ts';
import { startStandIn, type StandIn } from '#tests/support/upstream/stand-in.ts';

let server: TestServer;
let clearml: StandIn | undefined;
const start = async (overrides: Parameters<typeof startServer>[0]): Promise<TestServer> => (server = await startServer(overrides));
afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
  await clearml?.close();
  clearml = undefined;
});

const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const name = z.string().check(z.regex(/^[a-z]+(?:\.[a-z_]+)*$/));

/** All that a line without an error says: names that are in the source, ids, numbers, and where a call came from. Nothing that somebody typed fits. */
const line = z.strictObject({
  level: z.int(),
  time: z.iso.datetime(),
  msg: z.string().check(z.regex(/^[A-Z][a-z ,:-]+$/)),
  call: id,
  operation: z.optional(name),
  status: z.optional(z.int()),
  failure: z.optional(z.enum(Object.keys(errors))),
  event: z.optional(name),
  user: z.optional(id),
  key: z.optional(z.string().check(z.regex(/^CMP[0-9A-Z]{27}$/))),
  by: z.optional(z.enum(['password', 'link', 'session'])),
  ended: z.optional(z.int()),
  limit: z.optional(name),
  address: z.optional(z.literal(['127.0.0.1', '203.0.113.9', '2001:db8::1'])),
  worker: z.optional(z.string()),
});
type Line = z.output<typeof line>;

/** One JSON object with nothing that a terminal takes for more than text. */
const inertLine = /^\{[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*\}\n$/u;

/** The lines, as what they say. */
const linesOf = (logged: readonly string[]): Line[] =>
  logged.map((written) => {
    expect(written).toMatch(inertLine);
    return line.parse(JSON.parse(written));
  });

/** What nobody may find in the log, as a person, a program or an attacker would send it. */
const marked = 'violet\u0085harbour\u009b31m\u001b[2J\u2028"}';
const forged = 'ada@example.com\r\n{"level":60,"msg":"forged"}';

test('check 54: each call leaves one line with the id of its answer, whatever it carries, and what it carries is in none', async () => {
  await start({ logLevel: 'trace' });
  const calls: (readonly [call: string, Partial<Line>])[] = [];
  const programs = { 'x-clearml-worker': 'w\u009b31m', 'user-agent': 'u\u009b31m', 'x-clearml-trx': 'violet' };
  const shared = await makeScene(server);
  for (const operation of operations) {
    const scene = operation.effect === 'read' ? shared : await makeScene(server);
    const { send, request } = await prepare(scene, operation);
    const well = await send();
    calls.push([well.meta.id, { level: 20, operation: operation.name, status: 200 }]);
    const carried = Object.fromEntries(Object.keys(request).map((field) => [field, marked + forged]));
    const ill = await scene.owner.browser.call(operation, { ...carried, [marked]: marked }, { headers: programs });
    calls.push([ill.meta.id, { level: 20, operation: operation.name, ...(ill.status === 200 ? { status: 200 } : {}) }]);
    const secrets = { ...bearer('violet.harbour.42'), cookie: 'clearml_token_basic=violet.harbour.42' };
    const refused = await server.client().call(operation, {}, { headers: secrets });
    calls.push([refused.meta.id, { level: 20, operation: operation.name }]);
  }
  const lines = linesOf(server.logged);
  for (const [call, expected] of calls)
    expect(lines.filter((one) => one.call === call && one.event === undefined)).toMatchObject([expected]);
});

test('check 54: of an operation that does not exist, the log has a name that is no longer than any other', async () => {
  await start({ logLevel: 'debug' });
  clearml = await startStandIn();
  const site = openConnected({ apiUrl: clearml.url }, { logLevel: 'debug' });
  const other = 'a'.repeat(7000);
  for (const path of [`v2.23/${other}.${other}`, `${other}.\u05d0${other}`, `\u0085.${other}`, `${other}\u202e.x`])
    for (const client of [server.client(), site.client()]) await client.call(path, { [other]: other }, { headers: { 'x-a': other } });
  clearml.fault(faults.resets);
  await site.client().call(`${other}.${other}`, {}, { headers: bearer('x') });
  const all = [...server.logged, ...site.logged];
  expect(all).toHaveLength(9);
  for (const written of all) expect([written.length < 500, written]).toEqual([true, expect.stringMatching(inertLine)]);
});

describe('check 54: of accounts and keys the log says', () => {
  let ada: Person;
  const told = (after = 0): Partial<Line>[] =>
    linesOf(server.logged.slice(after)).map(({ time: _time, msg: _msg, call: _call, ...rest }) => rest);
  const from = { level: 30, address: '127.0.0.1' };

  test('who came, failed and went, from where, and nothing of what was typed', async () => {
    await start({ logLevel: 'info' });
    ada = await addPerson(server, 'ada@example.com');
    const browser = await logIn(server, ada);
    const other = await logIn(server, ada);
    const attempt = (user: string, password: string) => server.client().call(auth.login, {}, { headers: basic(user, password) });
    await attempt(ada.email, marked);
    await attempt(forged, marked);
    // a password comes with any call
    await server.client().call(users.getCurrentUser, {}, { headers: basic(ada.email, samplePassword) });
    await browser.ok(revokeSessions, { all_others: true });
    await browser.call(changePassword, { current_password: marked, new_password: samplePassword });
    await browser.ok(changePassword, { current_password: samplePassword, new_password: 'another harbour 43' });
    await browser.ok(login.logout, {});
    await other.call(login.logout, {});
    const printed: string[] = [];
    await runAdmin(server.parts, ['reset-password', ada.email], (text) => void printed.push(text));
    await browser.ok(login.setPassword, { link_id: printed.at(-1)?.split('#')[1] ?? '', password: samplePassword });
    await browser.ok(deleteAccount, { password: samplePassword });
    const { user } = await other.signUp({ email: 'grace@example.com' });
    const whose = { ...from, user: ada.id };
    expect(told()).toEqual([
      { ...whose, event: 'user.log_in', by: 'password' },
      { ...whose, event: 'user.log_in', by: 'password' },
      { ...whose, event: 'user.log_in_failed' },
      { ...from, event: 'user.log_in_failed' },
      { ...whose, event: 'user.log_in', by: 'password' },
      { ...whose, event: 'user.end_sessions', ended: 1 },
      { ...whose, event: 'user.log_in_failed' },
      { ...whose, event: 'user.change_password', ended: 0 },
      { ...whose, event: 'user.log_out' },
      { ...whose, event: 'user.set_password' },
      { ...whose, event: 'user.log_in', by: 'link' },
      { ...whose, event: 'user.delete' },
      { ...from, user: user.id, event: 'user.sign_up' },
    ]);
  });

  test('which key was wrong or over; that a program logged in, to debug only', async () => {
    await start({ logLevel: 'debug' });
    ada = await addPerson(server, 'ada@example.com');
    const browser = await logIn(server, ada);
    const { access_key: key, secret_key: secret } = (await browser.ok(auth.createCredentials, {})).credentials;
    const { random } = server.parts;
    const attempt = (accessKey: string, secretKey: string) =>
      server
        .client()
        .call(auth.login, {}, { headers: { ...basic(accessKey, secretKey), 'x-clearml-worker': 'ci\u009b31m' }, address: '203.0.113.9' });
    const before = server.logged.length;
    await attempt(key, secret);
    await attempt(key, 'cmp_mistyped');
    await attempt(key, newSecretKey(random));
    await attempt(newAccessKey(random), newSecretKey(random));
    await browser.ok(auth.revokeCredentials, { access_key: key });
    await attempt(key, secret);
    const events = told(before).filter(({ event }) => event !== undefined);
    const at = { level: 30, address: '203.0.113.9', worker: 'ci\ufffd31m' };
    expect(events).toEqual([
      { ...at, level: 20, event: 'key.log_in', user: ada.id, key },
      { ...at, event: 'key.log_in_failed' },
      { ...at, event: 'key.log_in_failed', user: ada.id, key },
      { ...at, event: 'key.log_in_failed' },
      { ...at, event: 'key.refused', user: ada.id, key },
    ]);
    expect(server.logged.join('')).not.toContain(secret);
  });

  test('what a stranger without an account sends in a flood in few lines, and all of accounts elsewhere; the answers are as ever', async () => {
    await start({ logLevel: 'info', rateLimits: true });
    ada = await addPerson(server, 'ada@example.com');
    const { credentials: pair } = await (await logIn(server, ada)).ok(auth.createCredentials, {});
    const before = server.logged.length;
    const { random } = server.parts;
    const knock = async (headers: Record<string, string>, address: string) =>
      (await server.client().call(auth.login, {}, { headers, address })).status;
    const answers = new Set<number>();
    for (let time = 0; time < 40; time += 1) {
      const stranger = `2001:db8::${time}`;
      answers.add(await knock(basic(newAccessKey(random), newSecretKey(random)), stranger));
      answers.add(await knock(basic(newAccessKey(random), 'cmp_mistyped'), stranger));
      answers.add(await knock({ authorization: 'Basic abcde' }, stranger));
      answers.add(await knock({ authorization: 'Digest x' }, stranger));
      answers.add(await knock(bearer('violet.harbour.42'), stranger));
      await server.client().call(`nothing.like_this${time}`, {}, { address: stranger });
      await server.client().raw('api/auth.login', { method: 'POST', body: '{', address: stranger });
    }
    expect([...answers]).toEqual([401]);
    expect(server.logged.length - before).toBe(20);
    await knock(basic(newAccessKey(random), newSecretKey(random)), '203.0.113.9');
    await knock(basic(pair.access_key, newSecretKey(random)), '2001:db8::1');
    await knock(basic(pair.access_key, newSecretKey(random)), '203.0.113.9');
    await knock(basic(ada.email, marked), '203.0.113.9');
    await knock(basic(ada.email, samplePassword), '203.0.113.9');
    const whose = { level: 30, address: '203.0.113.9', user: ada.id };
    expect(told(before + 20)).toEqual([
      { level: 30, address: '203.0.113.9', event: 'key.log_in_failed' },
      { ...whose, address: '2001:db8::1', event: 'key.log_in_failed', key: pair.access_key },
      { ...whose, event: 'key.log_in_failed', key: pair.access_key },
      { ...whose, event: 'user.log_in_failed' },
      { ...whose, event: 'user.log_in', by: 'password' },
    ]);
  });

  test('once that a limit was reached, not each refusal after it', async () => {
    await start({ logLevel: 'info', rateLimits: true });
    ada = await addPerson(server, 'ada@example.com');
    const browser = await logIn(server, ada);
    const limits = makeRateLimits(server.store, server.settings);
    const address = '203.0.113.9';
    const tell = makeTell(server.parts.log, ada.id, { address, network: address, worker: address });
    const many = (count: number, call: () => Promise<unknown>) => Promise.allSettled(Array.from({ length: count }, call));
    await many(24, () => limits.login({ account: forged, network: address, tell }, () => Promise.resolve(null)));
    await many(203, () => limits.call(login.getInviteInfo.name, address, tell));
    await many(32, () => browser.ok(organization.createCompany, { name: 'Acme' }));
    expect(told().filter(({ limit }) => limit !== undefined)).toEqual([
      { ...from, address, event: 'limit.reached', limit: 'login.account' },
      { ...from, address, event: 'limit.reached', limit: 'login.get_invite_info' },
      { ...from, event: 'limit.reached', limit: 'organization.create_company', user: ada.id },
    ]);
  });
});

describe('check 54: an error that nobody expected is told with its call, and without what it quotes:', () => {
  const secret = 'violet harbour 42';
  const causeIn = (logged: readonly string[]) =>
    z.object({ call: id, cause: z.string(), msg: z.string() }).parse(JSON.parse(logged[0] ?? ''));

  test('one of the database', async () => {
    await start({ logLevel: 'info' });
    const ada = await addPerson(server, 'ada@example.com');
    const browser = await logIn(server, ada);
    const before = server.logged.length;
    vi.spyOn(server.store, 'transaction').mockImplementation(async () => {
      const values = { id: ada.id, email: secret, name: secret, role: 'user' as const, password_hash: secret, created: 0 };
      await server.store.db.insertInto('users').values(values).execute();
      throw new Error('there was such a user');
    });
    const { status, meta } = await browser.call(auth.createCredentials);
    const logged = server.logged.slice(before);
    expect([status, logged.length]).toEqual([500, 1]);
    const { call, cause, msg } = causeIn(logged);
    expect([call, msg]).toEqual([meta.id, 'A call failed']);
    expect(cause).toMatch(/^\w*[Ee]rror .*(?:23505 users|SQLITE_CONSTRAINT).*\n {4}at /);
    expect(logged[0]).not.toMatch(/violet|harbour/);
  });

  test('one that any caller can cause, in few lines however often', async () => {
    await start({ logLevel: 'info' });
    await sql`alter table credentials rename to gone`.execute(server.store.db);
    const answers = new Set<number>();
    for (let time = 0; time < 60; time += 1) {
      const pair = basic(newAccessKey(server.parts.random), newSecretKey(server.parts.random));
      answers.add((await server.client().call(auth.login, {}, { headers: pair })).status);
    }
    expect([...answers]).toEqual([500]);
    expect(server.logged).toHaveLength(20);
  });

  test('one of a page, whose answer says the number too', async () => {
    await start({ logLevel: 'info' });
    const respond = () => Promise.reject(new Error(`no "${secret}"`));
    const site = createSite(server.parts, { respond, invoke: null, operations: [], ping: () => Promise.resolve() }, null);
    const answer = await new TestClient(site, 'http://localhost:8080/').raw('nowhere');
    const { call, cause, msg } = causeIn(server.logged);
    expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining(call)]);
    expect([msg, cause]).toEqual(['An answer failed', expect.stringMatching(/^Error: no …\n {4}at /)]);
  });

  test('any other one', async () => {
    await start({});
    const key = newSecretKey(server.parts.random);
    const thrown = (run: () => unknown): unknown => {
      try {
        return run();
      } catch (error) {
        return error;
      }
    };
    for (const error of [
      thrown(() => JSON.parse(secret)),
      thrown(() => new Headers({ cookie: `${secret}\n` })),
      thrown(() => new URL(secret)),
      Object.assign(new Error('duplicate key'), { code: '23505', detail: `Key (email)=(${secret}) already exists.`, where: secret }),
      new Error(`Key (email)=(${secret}) already exists.`, { cause: new Error(secret) }),
      new Error(`at 'a' or "${secret}'\n    at ${secret}"`),
      new Error(`no ${key} here`),
      secret,
    ])
      expect(causeOf(error)).not.toMatch(/violet|harbour|cmp_/);
    expect(causeOf(new Error('no such thing '.repeat(10_000))).length).toBeLessThan(5000);
  });
});

test('check 54: in front of a ClearML Server each line has its call too, and none a secret', async () => {
  await start({});
  clearml = await startStandIn();
  const site = openConnected({ apiUrl: clearml.url }, { logLevel: 'trace' });
  const headers = bearer('violet.harbour.42');
  const call = (operation: Operation, request = {}) => site.client().call(operation, request, { headers });
  await call(users.getPreferences, { password: marked });
  const refused = await call(login.simple, { name: 7, user: marked });
  clearml.fault(faults.resets);
  const broken = await call(users.getPreferences, { password: marked });
  const lines = site.logged.map((written) => JSON.parse(written) as object); // pino writes objects
  expect(lines).toMatchObject([
    { level: 20, operation: 'users.get_preferences', status: expect.any(Number) },
    { level: 20, operation: 'login.simple', failure: 'invalid_input', call: refused.meta.id },
    { level: 40, operation: 'users.get_preferences', failure: 'upstream_broken', call: broken.meta.id },
  ]);
  for (const each of lines) expect(each).toMatchObject({ call: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect(site.logged.join('')).not.toMatch(/violet|harbour/);
});
