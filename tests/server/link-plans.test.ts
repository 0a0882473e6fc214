import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directory } from '#server/store/directory.ts';
import { countLive, invitationsOf } from '#server/store/invitations.ts';
import { insertMany } from '#server/store/many-rows.ts';
import { revokeInvitationsBy } from '#server/store/members.ts';
import type { Db } from '#server/store/store.ts';
import { plansOf } from '#tests/support/plans.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { someone } from '#tests/support/team.ts';

const now = 1_000_000;
let server: TestServer;
let workspace: string;
let user: string;

const endings = {
  revoked: { revoked: 1 },
  expired: { expires: now },
  'used up': { max_uses: 3, uses: 3 },
  'for ever': {},
  'until then': { expires: now + 1 },
  'with a use left': { max_uses: 3, uses: 2 },
};

beforeAll(async () => {
  server = await startServer();
  ({ workspace, id: user } = await someone(server));
  const links = Object.entries(endings).flatMap(([note, ending]) =>
    Array.from({ length: ['revoked', 'expired', 'used up'].includes(note) ? 2_000 : 3 }, (_, at) => ({
      hash: `${note}${at}`,
      sealed: server.parts.secrets.seal(String(at)),
      workspace_id: workspace,
      user_id: user,
      role: 'member' as const,
      created: at,
      note,
      expires: null,
      max_uses: null,
      uses: 0,
      revoked: null,
      ...ending,
    })),
  );
  await server.store.transaction((trx) => insertMany(trx, 'invitations', links));
  if (server.store.kind === 'postgres') await sql`analyze`.execute(server.store.db);
});
afterAll(() => server.close());

const planOf = async (work: (db: Db) => Promise<unknown>): Promise<string> => {
  const plans = await plansOf(server.store, work);
  expect(plans).toHaveLength(1);
  return plans[0] ?? '';
};

test('of links that ended, however many, none is read to list, count and end those that did not', async () => {
  const list = (db: Db) => invitationsOf(db, workspace, { liveAt: now });
  const count = (db: Db) => countLive(db, server.parts.secrets, { workspace, now });
  expect((await list(server.store.db)).map(({ note }) => note).toSorted()).toEqual(
    ['for ever', 'until then', 'with a use left'].flatMap((note) => [note, note, note]),
  );
  expect(await count(server.store.db)).toBe(9);
  for (const work of [list, count]) expect(await planOf(work)).toContain('invitations_open');
  // libsql leaves an explained update unfinished
  if (server.store.kind === 'postgres')
    expect(await planOf((db) => revokeInvitationsBy(db, { workspace, user, at: now }))).toContain('invitations_open');
});

test('of all links the newest are read, in the order of an index', async () => {
  const plan = await planOf((db) => invitationsOf(db, workspace, { liveAt: null }));
  expect(plan).toContain('invitations_by_workspace');
  expect(plan).not.toMatch(/Sort|TEMP B-TREE/);
});

test.each([
  [['name'], 'members_by_name'],
  [['-name'], 'members_by_name'],
  [[], 'members_by_joined'],
])('users in the order %j are read as an index has them', async (order, index) => {
  const plan = await planOf((db) => directory({ workspace, ids: [], name: '', order, page: 0, size: 50 }, db));
  expect(plan).toContain(index);
  expect(plan).not.toMatch(/Sort|TEMP B-TREE/);
});
