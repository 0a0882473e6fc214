import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth, organization, users, type RequestOf } from '#contract/index.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { addMember } from '#tests/support/people.ts';
import { makeTeam, someone, type Someone, type Team } from '#tests/support/team.ts';

type Request = RequestOf<typeof organization.getMembers>;

let server: TestServer;
let team: Team;
beforeEach(async () => {
  server = await startServer();
  team = await makeTeam(server);
});
afterEach(() => server.close());

const list = (request: Request = {}, who: Someone = team.member) =>
  who.browser.ok(organization.getMembers, request, { workspace: team.workspace });
const namesOf = async (request: Request = {}) => (await list(request)).members.map(({ name }) => name);

/** Puts one more into the team. */
const add = async (name: string, email?: string): Promise<Someone> => {
  const person = await someone(server, name, email);
  server.clock.advance(60_000);
  await addMember(server, team.workspace, person.id);
  return person;
};

describe('the list of members', () => {
  test.each(['owner', 'admin', 'member'] as const)('is for every %s', async (role) => {
    const { members, total, cursor } = await list({}, team[role]);
    expect(members.map(({ name, email, role }) => [name, email, role])).toEqual([
      ['Adam Admin', 'adam@example.com', 'admin'],
      ['Mia Member', 'mia@example.com', 'member'],
      ['Olga Owner', 'olga@example.com', 'owner'],
    ]);
    expect([total, cursor]).toEqual([3, null]);
  });

  test('tells when somebody joined and was last active, and how many keys they have here', async () => {
    const { member } = team;
    const before = (await list({ search: 'mia' }, team.owner)).members[0];
    expect(before).toMatchObject({ joined: '2026-11-23T16:00:00+00:00', credentials: 0 });
    expect(before).not.toHaveProperty('last_active');
    server.clock.advance(3_600_000);
    await member.browser.ok(auth.createCredentials, {}, { workspace: team.workspace });
    await member.browser.ok(auth.createCredentials, {});
    const [after] = (await list({ search: 'mia' })).members;
    expect(after).toMatchObject({ last_active: '2026-11-23T17:00:00+00:00', credentials: 1 });
  });

  test('says whose personal workspace it is', async () => {
    const { members } = await list();
    expect(members.map(({ name, personal }) => [name, personal])).toEqual([
      ['Adam Admin', undefined],
      ['Mia Member', undefined],
      ['Olga Owner', true],
    ]);
  });

  test('needs a log-in', async () => {
    expect((await server.client().call(organization.getMembers)).status).toBe(401);
  });

  test('check 43: is for nobody else: the answer is that of a workspace that does not exist', async () => {
    const { browser } = team.outsider;
    const foreign = await browser.call(organization.getMembers, {}, { workspace: team.workspace });
    const unknown = await browser.call(organization.getMembers, {}, { workspace: 'f'.repeat(32) });
    expect(foreign).toMatchObject({ status: 400, meta: { result_subcode: 10, result_msg: unknown.meta.result_msg } });
    expect(JSON.stringify(foreign)).not.toContain('Olga');
  });

  test('check 43: searches, filters and pages stay inside', async () => {
    expect(await namesOf({ search: 'Otto' })).toEqual([]);
    expect(await namesOf({ search: 'example.com' })).toEqual(['Adam Admin', 'Mia Member', 'Olga Owner']);
    const owners = await team.outsider.browser.ok(organization.getMembers, { role: 'owner' });
    expect(owners.members.map(({ id }) => id)).toEqual([team.outsider.id]);
    const { cursor } = await list({ page_size: 1 });
    const elsewhere = await team.outsider.browser.ok(organization.getMembers, { cursor });
    expect(elsewhere.members.map(({ id }) => id)).toEqual([team.outsider.id]);
  });
});

describe('searching members', () => {
  test.each([
    ['mia', ['Mia Member']],
    ['MEMB', ['Mia Member']],
    ['  adam  ', ['Adam Admin']],
    ['M@EXA', ['Adam Admin']],
    ['admin\n', ['Adam Admin']],
    ['nobody', []],
    ['%', []],
    ['_dam', []],
    ["' or 1=1 --", []],
    ['\\', []],
  ])('finds %j in any part of name or e-mail', async (search, found) => {
    expect(await namesOf({ search })).toEqual(found);
  });

  test('knows the case of every script, and letters typed in two ways', async () => {
    await add('Éléonore Žižková');
    await add('100% Ünal_a');
    expect(await namesOf({ search: 'ŽIŽK' })).toEqual(['Éléonore Žižková']);
    expect(await namesOf({ search: 'éléo'.normalize('NFD') })).toEqual(['Éléonore Žižková']);
    expect(await namesOf({ search: '0% ü' })).toEqual(['100% Ünal_a']);
    expect(await namesOf({ search: 'l_A' })).toEqual(['100% Ünal_a']);
    expect(await namesOf({ search: 'membermia' })).toEqual([]);
  });

  test('finds a new name, and the old one no more', async () => {
    await team.member.browser.ok(users.update, { user: team.member.id, name: 'Zoe Zander' });
    expect(await namesOf({ search: 'zander' })).toEqual(['Zoe Zander']);
    expect(await namesOf({ search: 'Mia M' })).toEqual([]);
    expect(await namesOf()).toEqual(['Adam Admin', 'Olga Owner', 'Zoe Zander']);
  });

  test('keeps the size of the workspace as the total', async () => {
    expect(await list({ search: 'mia' })).toMatchObject({ total: 3, cursor: null });
    expect(await list({ role: 'admin' })).toMatchObject({ total: 3, members: [{ name: 'Adam Admin' }] });
    expect(await namesOf({ role: 'admin', search: 'mia' })).toEqual([]);
  });
});

describe('the order of members', () => {
  beforeEach(async () => {
    for (const name of ['bela', 'Äda', 'adam admin', 'Zed']) {
      const { browser } = await add(name);
      server.clock.advance(60_000);
      if (name !== 'Zed') await browser.ok(organization.getMembers, {}, { workspace: team.workspace });
    }
  });

  const orders = {
    name: ['Äda', 'Adam Admin', 'adam admin', 'bela', 'Mia Member', 'Olga Owner', 'Zed'],
    joined: ['Adam Admin', 'Mia Member', 'Olga Owner', 'bela', 'Äda', 'adam admin', 'Zed'],
    last_active: ['Adam Admin', 'Olga Owner', 'Zed', 'bela', 'Äda', 'adam admin', 'Mia Member'],
  };
  /** Equals in an order come by id, which is random: they are compared as a set. */
  const settled = (names: readonly string[], order: keyof typeof orders): string[] => {
    const ties = { name: [1, 3], joined: [0, 3], last_active: [0, 3] }[order];
    return [...names.slice(0, ties[0]), ...names.slice(ties[0], ties[1]).toSorted(), ...names.slice(ties[1])];
  };

  test.each(Object.keys(orders) as (keyof typeof orders)[])('by %s, both ways, in pages of any size, has everybody once', async (order) => {
    await namesOf(); // so that whoever lists is the one active last
    for (const size of [1, 2, 3, 50]) {
      const seen: Record<string, string[]> = { up: [], down: [] };
      for (const [way, order_by] of [
        ['up', order],
        ['down', `-${order}`],
      ] as const) {
        let cursor: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof list>> = await list({ order_by, page_size: size, cursor });
          expect(page.members.length).toBeLessThanOrEqual(size);
          expect(page.total).toBe(7);
          seen[way]?.push(...page.members.map(({ name }) => name));
          cursor = page.cursor;
        } while (cursor !== null);
      }
      expect(settled(seen['up'] ?? [], order)).toEqual(settled(orders[order], order));
      expect(seen['down']).toEqual(seen['up']?.toReversed());
    }
  });

  test('goes on behind somebody who left meanwhile', async () => {
    const { cursor } = await list({ page_size: 4 });
    await server.store.db.deleteFrom('memberships').where('sort_name', '=', 'bela').execute();
    expect((await list({ page_size: 4, cursor })).members.map(({ name }) => name)).toEqual(['Mia Member', 'Olga Owner', 'Zed']);
  });

  test('keeps search and role across pages', async () => {
    const first = await list({ search: 'a', role: 'member', page_size: 2 });
    const second = await list({ search: 'a', role: 'member', page_size: 50, cursor: first.cursor });
    expect([...first.members, ...second.members].map(({ name }) => name)).toEqual(['Äda', 'adam admin', 'bela', 'Mia Member', 'Zed']);
  });
});

const forged = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64url');

test.each<[string, unknown, Record<string, string>]>([
  ['an unknown order', { order_by: 'email' }, { order_by: 'type' }],
  ['an unknown role', { role: 'guest' }, { role: 'type' }],
  ['no members a page', { page_size: 0 }, { page_size: 'range' }],
  ['too many a page', { page_size: 501 }, { page_size: 'range' }],
  ['half a member a page', { page_size: 1.5 }, { page_size: 'type' }],
  ['a long search', { search: 'a'.repeat(255) }, { search: 'too_long' }],
  ['a search with NUL, which no text has', { search: 'mia\u0000' }, { search: 'format' }],
  ['a cursor with NUL', { cursor: forged(['name', 'a\u0000', 'b']) }, { cursor: 'format' }],
  ['check 55: an operator as search', { search: { $regex: '.*' } }, { search: 'type' }],
  ['a field too many', { company: 'f'.repeat(32) }, { company: 'unknown' }],
  ['a cursor of nothing', { cursor: 'next' }, { cursor: 'format' }],
  ['an empty cursor', { cursor: '' }, { cursor: 'format' }],
  ['a long cursor', { cursor: 'a'.repeat(1025) }, { cursor: 'too_long' }],
  ['a cursor of another order', { order_by: 'joined', cursor: forged(['name', 'a', 'b']) }, { cursor: 'format' }],
  ['a cursor with a number for a name', { cursor: forged(['name', 7, 'b']) }, { cursor: 'format' }],
  ['a cursor with an object', { cursor: forged(['name', { $gt: '' }, 'b']) }, { cursor: 'format' }],
  ['a cursor with a text for a time', { order_by: '-joined', cursor: forged(['-joined', '1 or 1=1', 'b']) }, { cursor: 'format' }],
  ['a cursor with a huge number', { order_by: 'joined', cursor: forged(['joined', 1e300, 'b']) }, { cursor: 'format' }],
])('%s is refused', async (_what, request, fields) => {
  const answer = await team.member.browser.call(organization.getMembers, request, { workspace: team.workspace });
  expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 12, error_data: { error: 'invalid_input', fields } } });
});
