import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as activity from '#contract/activity.ts';
import * as managing from '#contract/managing.ts';
import { auth, limits, login, organization, users } from '#contract/index.ts';
import { rotateCredentials } from '#contract/rotation.ts';
import { createApp } from '#server/app.ts';
import { newAccessKey } from '#server/ids.ts';
import { makeSecrets } from '#server/keys.ts';
import { handlers } from '#server/services/index.ts';
import { bearer, TestClient } from '#tests/support/client.ts';
import { dump } from '#tests/support/dump.ts';
import { iso, keysIn, logInBy, sent, wrongSecret as wrong, type Pair } from '#tests/support/key-pairs.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, type Someone, type Team } from '#tests/support/team.ts';

let server: TestServer;
let team: Team;
let ada: Someone;
beforeEach(async () => {
  server = await startServer({ logLevel: 'trace' });
  team = await makeTeam(server);
  ada = team.member;
});
afterEach(() => server.close());

const hour = 3_600_000;
const day = 24 * hour;
const inTeam = () => ({ workspace: team.workspace });
const keysOf = (by: Someone = ada) => keysIn(team.workspace, by);
const create = (request: object = {}, by?: Someone) => keysOf(by).create(request);
const listed = () => keysOf().listed();
const keyOf = async ({ access_key }: Pair) => (await listed()).credentials.find((key) => key.access_key === access_key);
const rotate = (pair: Pair, overlap_sec: number) => keysOf().rotate(pair, overlap_sec);
const rotated = (pair: Pair, overlap_sec: number) => keysOf().rotated(pair, overlap_sec);
const revoke = (pair: Pair) => keysOf().revoke(pair);
/** Another process on the same database. */
const otherProcess = () =>
  new TestClient(createApp({ ...server.parts, secrets: makeSecrets('a key of the tests') }), 'http://localhost:8080/');
const answerTo = (pair: Pair, by = server.client()) => logInBy(pair, by);
const tokenOf = async (pair: Pair) => (await server.client().ok(auth.login, {}, { headers: sent(pair) })).token;
const statusOf = async (token: string, by = server.client()) =>
  (await by.call(organization.getMembers, {}, { headers: bearer(token) })).status;

describe('a key with an end', () => {
  test('works until that very moment, and so do its tokens, on every process', async () => {
    const pair = await create({ expires_in_sec: 3600, label: 'ci' });
    expect(pair).toMatchObject({ label: 'ci', expires: iso(server.clock.now() + hour) });
    const [token, other] = [await tokenOf(pair), otherProcess()];
    expect(await statusOf(token, other)).toBe(200);
    server.clock.advance(hour - 1);
    expect(await answerTo(pair, other)).toEqual([200, 0, 'OK']);
    expect([await statusOf(token), await statusOf(token, otherProcess())]).toEqual([200, 200]);
    server.clock.advance(1);
    for (const by of [server.client(), other]) expect(await answerTo(pair, by)).toEqual(wrong);
    expect([await statusOf(token), await statusOf(token, otherProcess())]).toEqual([401, 401]);
  });

  test('stays in the lists of its owner and of who manages them until it is revoked', async () => {
    const pair = await create({ expires_in_sec: 60, read_only: true });
    server.clock.advance(day);
    const told = { access_key: pair.access_key, expires: iso(server.clock.now() - day + 60_000), read_only: true };
    expect(await keyOf(pair)).toMatchObject(told);
    const { credentials } = await team.owner.browser.ok(managing.getMemberCredentials, { user: ada.id }, inTeam());
    expect(credentials).toMatchObject([told]);
    await revoke(pair);
    expect(await keyOf(pair)).toBeUndefined();
  });

  test.each([
    [{ expires_in_sec: 0 }],
    [{ expires_in_sec: 0.5 }],
    [{ read_only: { $gt: '' } }],
    [{ expires_in_sec: 'x' }],
    [{ read_only: 'yes' }],
    [{ expires_in_sec: 1e12 }],
  ])('is not made of %j', async (request) => {
    expect((await ada.browser.call(auth.createCredentials, request, inTeam())).meta.result_subcode).toBe(12);
    expect((await listed()).credentials).toEqual([]);
  });

  test('check 24: is made by no field but those that are there for it', async () => {
    const mass = { expires_at: 1, expires: '2026-11-24', role: 'owner', user: team.owner.id, workspace: ada.workspace };
    expect(await create(mass)).toEqual({ access_key: expect.any(String), secret_key: expect.any(String) });
    expect((await listed()).credentials).toHaveLength(1);
    const pair = await create();
    for (const field of Object.keys(mass)) {
      const { status, meta } = await ada.browser.call(
        rotateCredentials,
        { access_key: pair.access_key, overlap_sec: 0, [field]: 'x' },
        inTeam(),
      );
      expect([status, meta.error_data]).toMatchObject([400, { fields: { [field]: 'unknown' } }]);
    }
  });
});

describe('check 25: a read-only key', () => {
  const writes = handlers.map(({ operation }) => operation).filter(({ effect }) => effect === 'write');
  const comingAndGoing = ['auth.login', 'auth.logout', 'login.logout'];

  test('is refused by every operation that changes something, and so is each token made from it', async () => {
    const pair = await create({ read_only: true });
    const tokens = [await tokenOf(pair)];
    tokens.push((await server.client().ok(auth.login, {}, { headers: bearer(tokens[0] ?? '') })).token);
    const refused = writes.filter(({ name }) => !comingAndGoing.includes(name));
    expect(refused.length).toBeGreaterThan(20);
    for (const { name } of refused)
      for (const headers of [sent(pair), ...tokens.map(bearer)]) {
        const { status, meta } = await server.client().call(name, {}, { headers });
        expect([name, status, meta.result_subcode]).toEqual([name, 403, 20]);
        expect(meta.result_msg).toBe('Forbidden (not allowed for role): the key is read-only');
      }
    expect((await server.client().call(organization.getMembers, {}, { headers: sent(pair) })).status).toBe(200);
  });

  test('logs in and out', async () => {
    const pair = await create({ read_only: true });
    for (const operation of [auth.logout, login.logout]) {
      const token = await tokenOf(pair);
      await server.client().ok(operation, {}, { headers: bearer(token) });
      expect(await statusOf(token)).toBe(401);
    }
  });

  test('is told from others by nothing else', async () => {
    const [plain, readOnly] = [await create(), await create({ read_only: true })];
    expect(plain).not.toHaveProperty('read_only');
    expect(readOnly).toMatchObject({ read_only: true });
    await server.client().ok(auth.editCredentials, { access_key: readOnly.access_key, label: 'x' }, { headers: sent(plain) });
    expect(await keyOf(readOnly)).toMatchObject({ label: 'x', read_only: true });
  });
});

describe('check 22: rotating', () => {
  test('makes a pair like the old one, and both work until the overlap is over', async () => {
    const old = await create({ label: 'ci', expires_in_sec: 30 * 86_400, read_only: true });
    server.clock.advance(5 * day);
    const now = server.clock.now();
    const token = await tokenOf(old);
    const { credentials: next, old_expires } = await rotated(old, 86_400);
    expect(next).toEqual({
      access_key: expect.any(String),
      secret_key: expect.any(String),
      label: 'ci',
      read_only: true,
      expires: iso(now + 30 * day),
    });
    expect(old_expires).toBe(iso(now + day));
    expect(await keyOf(old)).toMatchObject({ rotated_to: next.access_key, expires: old_expires });
    server.clock.advance(day - 1);
    for (const pair of [old, next]) expect(await answerTo(pair)).toEqual([200, 0, 'OK']);
    expect(await statusOf(token)).toBe(200);
    server.clock.advance(1);
    expect(await answerTo(old)).toEqual(wrong);
    expect([await statusOf(token), await statusOf(token, otherProcess())]).toEqual([401, 401]);
    expect(await answerTo(next)).toEqual([200, 0, 'OK']);
  });

  test('never lengthens the life of the old one', async () => {
    const old = await create({ expires_in_sec: 60 });
    const { old_expires, credentials: next } = await rotated(old, 604_800);
    expect([old_expires, next.expires]).toEqual([iso(server.clock.now() + 60_000), iso(server.clock.now() + 60_000)]);
    server.clock.advance(60_000);
    expect(await answerTo(old)).toEqual(wrong);
    expect(await rotated(next, 60)).toMatchObject({ old_expires: next.expires });
  });

  test('without an overlap revokes the old one with its tokens', async () => {
    const old = await create();
    const token = await tokenOf(old);
    const { credentials: next, old_expires } = await rotated(old, 0);
    expect(old_expires).toBe(iso(server.clock.now()));
    expect(next).not.toHaveProperty('expires');
    expect((await listed()).credentials).toMatchObject([{ access_key: next.access_key }]);
    expect(await answerTo(old)).toEqual(wrong);
    expect(await statusOf(token)).toBe(401);
    expect(await answerTo(next)).toEqual([200, 0, 'OK']);
  });

  test('of one that was rotated is refused, of the newer one it makes a chain', async () => {
    const first = await create();
    const second = (await rotated(first, 86_400)).credentials;
    for (const overlap of [0, 60])
      expect((await rotate(first, overlap)).meta).toMatchObject({ result_code: 400, error_data: { error: 'rotating_out' } });
    const third = (await rotated(second, 3600)).credentials;
    for (const pair of [first, second, third]) expect(await answerTo(pair)).toEqual([200, 0, 'OK']);
    expect((await listed()).credentials.map(({ rotated_to }) => rotated_to)).toEqual(
      expect.arrayContaining([second.access_key, third.access_key, undefined]),
    );
    await revoke(first);
    expect(await answerTo(first)).toEqual(wrong);
    server.clock.advance(hour);
    expect([await answerTo(second), await answerTo(third)]).toEqual([wrong, [200, 0, 'OK']]);
  });

  test('whose newer one was ended is replaced by the one after it, and can be rotated again where there is none', async () => {
    const first = await create();
    const second = (await rotated(first, 86_400)).credentials;
    const third = (await rotated(second, 0)).credentials;
    expect(await keyOf(first)).toMatchObject({ rotated_to: third.access_key });
    const fourth = (await rotated(third, 3600)).credentials;
    await ada.browser.ok(auth.revokeCredentials, { access_keys: [fourth.access_key, third.access_key] }, inTeam());
    expect(await keyOf(first)).not.toHaveProperty('rotated_to');
    expect(await answerTo(first)).toEqual([200, 0, 'OK']);
    const { credentials: fifth } = await rotated(first, 60);
    expect(await keyOf(first)).toMatchObject({ rotated_to: fifth.access_key });
  });

  test.each([0, 3600])('by ten at the same moment, with %i s of overlap, makes one pair', async (overlap_sec) => {
    const old = await create();
    const request = { access_key: old.access_key, overlap_sec };
    const cookie = [...ada.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const [one, two] = [otherProcess(), otherProcess()];
    const ask = (by: TestClient) => by.call(rotateCredentials, request, { ...inTeam(), headers: { cookie } });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => ask(at % 2 === 0 ? one : two)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.meta.result_subcode))).toEqual(new Set([0, overlap_sec === 0 ? 75 : 1070]));
    expect((await listed()).credentials).toHaveLength(overlap_sec === 0 ? 1 : 2);
  });

  test('check 23: of a key that is not one’s own is answered like an unknown one', async () => {
    const theirs = await create({}, team.owner);
    const elsewhere = (await ada.browser.ok(auth.createCredentials, {})).credentials;
    const unknown = newAccessKey(server.parts.random);
    const told = async (access_key: string) => {
      const { status, meta } = await rotate({ access_key, secret_key: '' }, 0);
      return [status, meta.result_subcode, meta.result_msg.replaceAll(access_key, 'KEY')];
    };
    expect(await told(unknown)).toEqual([400, 75, expect.any(String)]);
    for (const { access_key } of [theirs, elsewhere]) expect(await told(access_key)).toEqual(await told(unknown));
    expect(await answerTo(theirs)).toEqual([200, 0, 'OK']);
  });

  test.each([-1, 604_801, 0.5, '60', null])('with an overlap of %j is refused', async (overlap_sec) => {
    const old = await create();
    const answer = await ada.browser.call(rotateCredentials, { access_key: old.access_key, overlap_sec }, inTeam());
    expect(answer.meta).toMatchObject({ result_code: 400, result_subcode: 12 });
    expect((await listed()).credentials).toHaveLength(1);
  });

  test('is told in the activity of the workspace, and by no secret', async () => {
    const old = await create();
    const { credentials: next, old_expires } = await rotated(old, 3600);
    const { events } = await team.owner.browser.ok(activity.getEvents, { action: 'credentials.rotate' }, inTeam());
    expect(events).toMatchObject([{ actor: ada.id, target: old.access_key, detail: { rotated_to: next.access_key, ends: old_expires } }]);
  });
});

describe('a key that a key makes', () => {
  const makeBy = (headers: Record<string, string>, request: object = {}) =>
    server.client().ok(auth.createCredentials, request, { headers });
  const rotateBy = (headers: Record<string, string>, { access_key }: Pair, overlap_sec: number) =>
    server.client().ok(rotateCredentials, { access_key, overlap_sec }, { headers });

  test.each(['the pair', 'its token'])('ends no later than that one, made by %s', async (by) => {
    const maker = await create({ expires_in_sec: 3600 });
    const headers = by === 'the pair' ? sent(maker) : bearer(await tokenOf(maker));
    const end = iso(server.clock.now() + hour);
    server.clock.advance(60_000);
    const made = [await makeBy(headers), await makeBy(headers, { expires_in_sec: 86_400 })];
    for (const pair of made) expect([pair.credentials.expires, (await keyOf(pair.credentials))?.expires]).toEqual([end, end]);
    expect((await makeBy(headers, { expires_in_sec: 60 })).credentials.expires).toBe(iso(server.clock.now() + 60_000));
    server.clock.advance(hour - 60_000);
    for (const pair of made) expect(await answerTo(pair.credentials)).toEqual(wrong);
  });

  test.each([0, 60])('by rotating ends no later either, whichever it takes the place of, after %i s of overlap', async (overlap) => {
    const end = iso(server.clock.now() + hour);
    const [maker, lasting] = [await create({ expires_in_sec: 3600 }), await create()];
    server.clock.advance(60_000);
    for (const old of [lasting, maker]) {
      const { credentials: next } = await rotateBy(sent(maker), old, overlap);
      expect([next.expires, (await keyOf(next))?.expires]).toEqual([end, end]);
    }
  });

  test('without an end has the one that was asked for, and lives on when its maker is rotated or revoked', async () => {
    const maker = await create();
    const made = (await makeBy(sent(maker))).credentials;
    expect(made).not.toHaveProperty('expires');
    const { credentials: next } = await rotateBy(sent(maker), maker, 60);
    expect(next).not.toHaveProperty('expires');
    // what is rotated out has an end from then on
    expect((await makeBy(sent(maker))).credentials.expires).toBe(iso(server.clock.now() + 60_000));
    await revoke(maker);
    for (const pair of [made, next]) expect(await answerTo(pair)).toEqual([200, 0, 'OK']);
  });
});

describe('at the limit of keys', () => {
  beforeEach(async () => {
    const { random } = server.parts;
    const rows = Array.from({ length: limits.credentials - 1 }, () => newAccessKey(random)).map((access_key) => ({
      access_key,
      secret_hash: 'x',
      user_id: ada.id,
      workspace_id: team.workspace,
      created: 1,
      expires: 2,
    }));
    await server.store.db.insertInto('credentials').values(rows).execute();
  });

  test('expired keys count, and one is rotated at once only', async () => {
    const last = await create();
    const refused = { result_code: 400, result_subcode: 50 };
    expect((await ada.browser.call(auth.createCredentials, {}, inTeam())).meta).toMatchObject(refused);
    expect((await rotate(last, 60)).meta).toMatchObject(refused);
    expect(await answerTo(last)).toEqual([200, 0, 'OK']);
    await rotated(last, 0);
    expect((await listed()).credentials).toHaveLength(limits.credentials);
  });
});

test('check 17: the secret of a rotated key is in the answer that made it, and nowhere else', async () => {
  const answer = await rotate(await create(), 3600);
  const { credentials } = rotateCredentials.response.parse(answer.data);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const later = [
    await listed(),
    await ada.browser.ok(users.getCurrentUser, {}),
    await team.owner.browser.ok(managing.getMemberCredentials, {}, inTeam()),
    await team.owner.browser.ok(activity.getEvents, {}, inTeam()),
    (await rotate(credentials, 0)).data,
    await answerTo(credentials),
  ];
  const everything = [...later.map((each) => JSON.stringify(each)), ...server.logged, await dump(server.store)].join('\n');
  expect(everything).toContain(credentials.access_key);
  expect(everything).not.toContain(credentials.secret_key);
});
