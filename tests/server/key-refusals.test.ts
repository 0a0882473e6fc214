import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as managing from '#contract/managing.ts';
import { auth, login } from '#contract/index.ts';
import { newAccessKey, newSecretKey } from '#server/ids.ts';
import { basic } from '#tests/support/client.ts';
import { iso, keysIn, logInBy, sent, wrongSecret as wrong, type Pair } from '#tests/support/key-pairs.ts';
import { logIn } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, type Someone, type Team } from '#tests/support/team.ts';

let server: TestServer;
let team: Team;
let ada: Someone;
beforeEach(async () => {
  server = await startServer();
  team = await makeTeam(server);
  ada = team.member;
});
afterEach(() => server.close());

const day = 86_400_000;
const inTeam = () => ({ workspace: team.workspace });
const keysOf = (by: Someone = ada) => keysIn(team.workspace, by);
const create = (request: object = {}, by?: Someone) => keysOf(by).create(request);
const listed = (by?: Someone) => keysOf(by).listed();
const answerTo = (pair: Pair) => logInBy(pair, server.client());

describe('check 20: a key that is over', () => {
  const over = {
    expired: async () => {
      const pair = await create({ expires_in_sec: 60, label: 'ci' });
      server.clock.advance(60_000);
      return pair;
    },
    'rotated out': async () => {
      const pair = await create({ label: 'ci' });
      await keysOf().rotated(pair, 60);
      server.clock.advance(60_000);
      return pair;
    },
    revoked: async () => {
      const pair = await create({ label: 'ci' });
      await keysOf().revoke(pair);
      return pair;
    },
  } as const;
  const refusedOf = async ({ access_key }: Pair) => {
    const { credentials, ended_credentials: ended = [] } = await listed();
    return [...credentials, ...ended].find((key) => key.access_key === access_key)?.refused;
  };

  test.each(Object.entries(over))('and was %s tells its owner who still tries it', async (_how, end) => {
    const pair = await end();
    expect(await refusedOf(pair)).toBeUndefined();
    const tries = async (after: number, tried: Pair) => {
      server.clock.advance(after);
      expect(await answerTo(tried)).toEqual(wrong);
    };
    const tells = (count: number) =>
      vi.waitFor(
        async () => expect(await refusedOf(pair)).toEqual({ count, last: iso(server.clock.now()), last_from: 'train-box-3 (127.0.0.1)' }),
        10_000,
      );
    for (const count of [1, 2]) {
      await tries(1000, pair);
      await tells(count);
    }
    // what has the wrong secret is anybody's guess
    await tries(1000, { ...pair, secret_key: newSecretKey(server.parts.random) });
    await tries(1000, pair);
    await tells(3);
    // many at once are written together, and all of them are told
    const write = vi.spyOn(server.store.db, 'updateTable');
    server.clock.advance(1000);
    await Promise.all(Array.from({ length: 14 }, () => tries(0, pair)));
    await tells(17);
    expect(write.mock.calls.filter(([table]) => table === 'ended_credentials').length).toBeLessThan(14);
  });

  test.each(Object.entries(over))(
    'and was %s is answered by as many statements as an unknown key and a wrong secret',
    async (_how, end) => {
      const [live, pair] = [await create(), await end()];
      const { random } = server.parts;
      const [asked, write] = [vi.spyOn(server.store.db.getExecutor(), 'executeQuery'), vi.spyOn(server.store.db, 'updateTable')];
      const statements = async (tried: Pair) => {
        for (const spy of [asked, write]) spy.mockClear();
        const response = await server.client().raw('api/auth.login', { method: 'POST', headers: sent(tried) });
        const reads = asked.mock.calls.filter(([{ sql }]) => sql.startsWith('select'));
        return [response.status, reads.length, write.mock.calls.length];
      };
      const unknown = { access_key: newAccessKey(random), secret_key: newSecretKey(random) };
      const told = await statements(unknown);
      expect(told).toEqual([401, 1, 0]);
      // the right one last: what is written for it comes after its answer
      for (const tried of [{ ...pair, secret_key: unknown.secret_key }, { ...live, secret_key: unknown.secret_key }, pair])
        expect(await statements(tried)).toEqual(told);
      await vi.waitFor(() => expect(write).toHaveBeenCalledWith('ended_credentials'));
    },
  );

  test('and was revoked is told for 30 days, to its owner in the browser only', async () => {
    const [pair, live] = [await over.revoked(), await create()];
    const ended = server.clock.now();
    await answerTo(pair);
    await vi.waitFor(async () => expect(await refusedOf(pair)).toBeDefined());
    expect((await listed()).ended_credentials).toEqual([
      {
        access_key: pair.access_key,
        label: 'ci',
        ended: iso(ended),
        refused: { count: 1, last: iso(ended), last_from: 'train-box-3 (127.0.0.1)' },
      },
    ]);
    expect(await server.client().ok(auth.getCredentials, {}, { headers: sent(live) })).not.toHaveProperty('ended_credentials');
    expect(await listed(team.owner)).not.toHaveProperty('ended_credentials');
    expect(await ada.browser.ok(auth.getCredentials, {})).not.toHaveProperty('ended_credentials');
    server.clock.advance(30 * day);
    expect(await (await logIn(server, ada)).ok(auth.getCredentials, {}, inTeam())).not.toHaveProperty('ended_credentials');
  });

  test('is remembered whoever ended it, and forgotten with the place of its owner', async () => {
    const remembered = async () =>
      (await server.store.db.selectFrom('ended_credentials').select('access_key').execute()).map(({ access_key }) => access_key);
    const [byOwner, byRole, byLeaving] = [await create({}, team.admin), await create({}, team.admin), await create()];
    await team.owner.browser.ok(auth.revokeCredentials, { access_keys: [byOwner.access_key], user: team.admin.id }, inTeam());
    expect(await remembered()).toEqual([byOwner.access_key]);
    await team.owner.browser.ok(managing.setMemberRole, { user: team.admin.id, role: 'member' }, inTeam());
    expect((await remembered()).toSorted()).toEqual([byOwner.access_key, byRole.access_key].toSorted());
    await ada.browser.ok(login.leaveCompany, { company_id: team.workspace });
    await team.owner.browser.ok(managing.removeMember, { user: team.admin.id }, inTeam());
    expect(await remembered()).toEqual([]);
    for (const pair of [byOwner, byRole, byLeaving]) expect(await answerTo(pair)).toEqual(wrong);
  });

  test('never comes back: its access key is in one table or the other', async () => {
    const pair = await over.revoked();
    expect((await ada.browser.call(auth.editCredentials, { access_key: pair.access_key, label: 'x' }, inTeam())).meta.result_subcode).toBe(
      75,
    );
    expect((await keysOf().rotate(pair, 0)).meta.result_subcode).toBe(75);
    expect((await ada.browser.call(auth.revokeCredentials, { access_key: pair.access_key }, inTeam())).meta.result_subcode).toBe(300);
  });

  test.each([
    [{}, '203.0.113.9'],
    [{ 'x-clearml-worker': '10.0.0.1' }, '10.0.0.1 (203.0.113.9)'],
    [{ 'x-clearml-worker': 'x'.repeat(5000) }, `${'x'.repeat(128)} (203.0.113.9)`],
  ])('was tried from where it was, whatever who tries it is called: %#', async (headers, from) => {
    const pair = await over.revoked();
    const program = basic(pair.access_key, pair.secret_key);
    await server.client().call(auth.login, {}, { address: '203.0.113.9', headers: { ...program, ...headers } });
    await vi.waitFor(async () => expect(await refusedOf(pair)).toMatchObject({ last_from: from }));
  });
});
