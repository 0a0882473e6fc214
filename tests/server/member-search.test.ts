import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MemberOrder, PageEnd } from '#server/rules/member-cursor.ts';
import { memberPage } from '#server/store/member-page.ts';
import { membership, removeMember, renameMember } from '#server/store/members.ts';
import { workspacesOf } from '#server/store/workspaces.ts';
import { plansOf } from '#tests/support/plans.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { runs } from '#tests/support/runs.ts';

/** Less than in earnest, so that fewer members do. */
const reach = { near: 1_000, most: 1_000 };
/** More than are looked at without the index. */
const crowd = 1_100;
const orders = ['name', '-name', 'joined', '-joined', 'last_active', '-last_active'] as const;
const [large, other] = ['abc0', 'abc1'];

interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

let server: TestServer;
let people: Person[];

const inBatches = async <T>(rows: readonly T[], insert: (batch: T[]) => Promise<unknown>): Promise<void> => {
  for (let at = 0; at < rows.length; at += 500) await insert(rows.slice(at, at + 500));
};

/** Everybody is in all of the workspaces, and called nothing yet that is looked for. */
const fill = async (count: number, workspaces: readonly string[]): Promise<void> => {
  people = Array.from({ length: count }, (_, at) => ({ id: `u${String(at).padStart(5, '0')}`, name: '!', email: `${at}@!` }));
  await server.store.transaction(async (trx) => {
    for (const id of workspaces)
      await trx.insertInto('workspaces').values({ id, name: id, personal_of: null, seats: null, created: 1, members: count }).execute();
    await inBatches(people, (batch) =>
      trx
        .insertInto('users')
        .values(batch.map((person) => ({ ...person, role: 'user' as const, created: 1 })))
        .execute(),
    );
    for (const id of workspaces)
      await inBatches(people, (batch) =>
        trx
          .insertInto('memberships')
          .values(
            batch.map((person, at) => ({
              ...membership(id, person, { role: at % 5 === 0 ? 'member' : 'admin', joined: at % 7 }),
              last_active: at,
            })),
          )
          .execute(),
      );
  });
};

const rename = async (at: number, name: string, email: string): Promise<void> => {
  const person = { ...(people[at] ?? { id: '' }), name, email };
  people[at] = person;
  await server.store.transaction(async (trx) => {
    await trx.updateTable('users').set({ name }).where('id', '=', person.id).execute();
    await renameMember(trx, person);
  });
};

/** All that a list shows, page by page. */
const found = async (
  search: string,
  {
    workspace = large,
    order = 'name',
    size = 500,
  }: { readonly workspace?: string; readonly order?: MemberOrder; readonly size?: number } = {},
): Promise<string[]> => {
  const ids: string[] = [];
  let after: PageEnd | null = null;
  do {
    const page: Awaited<ReturnType<typeof memberPage>> = await memberPage(
      server.store.db,
      { workspace, order, size, search, role: null, after },
      reach,
    );
    ids.push(...page.members.map(({ id }) => id));
    after = page.end;
  } while (after !== null);
  return ids;
};

const plain = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll('ς', 'σ');
const isCalled =
  (search: string) =>
  ({ name, email }: Person): boolean =>
    `${plain(name)}\n${plain(email)}`.includes(plain(search.trim()));
const idsOf = (some: readonly Person[]): string[] => some.map(({ id }) => id).toSorted();

describe('a search among more than are looked at one by one', () => {
  afterAll(() => server.close());
  beforeAll(async () => {
    server = await startServer();
    await fill(crowd, [large, other]);
  });

  const words = [
    ...'aAbßéÉİıΣςжЖ日本𝒜%_\\\'"*-+:^(){}&|!<> .@',
    'é'.normalize('NFD'),
    '👩‍💻',
    'NEAR',
    'AND',
    ' OR ',
    'NOT',
    "';--",
    '%61',
    ':*',
  ];
  const text = (maxLength: number) => fc.array(fc.constantFrom(...words), { minLength: 1, maxLength }).map((parts) => parts.join(''));

  test('finds whom reading all of them finds, whatever people are called and whatever is looked for', async () => {
    const part = fc.tuple(fc.nat(7), fc.nat(12), fc.integer({ min: 1, max: 8 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(text(10), { minLength: 8, maxLength: 8 }),
        text(5),
        part,
        fc.constantFrom(...orders),
        async (names, typed, [who, from, length], order) => {
          for (const [at, name] of names.entries()) await rename(crowd - 1 - at, name, `${name.replaceAll(/\s/g, '')}@example.com`);
          const cut = [...(names[who] ?? '')].slice(from, from + length).join('');
          const everybody = await found('', { order });
          for (const search of [typed, cut, cut.toUpperCase()].filter((search) => search.trim() !== '')) {
            const called = new Set(idsOf(people.filter(isCalled(search.normalize()))));
            const ids = everybody.filter((id) => called.has(id));
            expect({ search, ids: await found(search, { order, size: 3 }) }).toEqual({ search, ids });
          }
        },
      ),
      { numRuns: runs(40) },
    );
  });

  test('knows a new name, and nobody who left, whose workspace or account is gone', async () => {
    const [renamed, removed, gone] = [700, 701, 702];
    for (const at of [renamed, removed, gone]) await rename(at, `Quentin ${at}`, `${at}@example.com`);
    expect(await found('quentin')).toEqual(['u00700', 'u00701', 'u00702']);
    await rename(renamed, 'Xaver', 'x@example.com');
    await server.store.transaction((trx) => removeMember(trx, large, 'u00701', 2));
    await server.store.db.deleteFrom('users').where('id', '=', 'u00702').execute();
    expect(await found('quentin')).toEqual([]);
    expect(await found('xaver')).toEqual(['u00700']);
    expect(await found('quentin', { workspace: other })).toEqual(['u00701']);
    await server.store.db.deleteFrom('workspaces').where('id', '=', other).execute();
    if (server.store.kind === 'postgres') return;
    const { rows } = await sql<{
      indexed: number;
      there: number;
    }>`select (select count(*) from member_search) as indexed, (select count(*) from memberships) as there`.execute(server.store.db);
    expect(rows[0]?.indexed).toBe(rows[0]?.there);
    await sql`vacuum`.execute(server.store.db);
    expect(await found('xaver')).toEqual(['u00700']);
  });

  test('takes the longest text that a search may have', async () => {
    await rename(800, 'n'.repeat(300), 'n@example.com');
    expect(await found('n'.repeat(254))).toEqual(['u00800']);
    expect(await found('m'.repeat(254))).toEqual([]);
  });
});

describe('a search in a workspace of 12,200', () => {
  const many = 12_200;
  const marked = { from: 1_100, to: 11_200 };

  afterAll(() => server.close());
  beforeAll(async () => {
    server = await startServer();
    await fill(many, [large]);
    // all but those who are first and last by id, which is what equal names are sorted by
    await sql`update memberships set search_text = search_text || ' marked'
      where user_id >= ${people[marked.from]?.id} and user_id < ${people[marked.to]?.id}`.execute(server.store.db);
    await sql`update memberships set search_text = search_text || ' often'
      where user_id >= ${people[marked.to - 1_500]?.id} and user_id < ${people[marked.to]?.id}`.execute(server.store.db);
    await rename(many - 1, '!', 'rare@example.com');
    // of no keys at all PostgreSQL would read them by any index that begins with the workspace
    const keys = people.slice(0, 500).map(({ id }) => ({ access_key: id, secret_hash: '', user_id: id, workspace_id: large, created: 1 }));
    await server.store.db.insertInto('credentials').values(keys).execute();
    if (server.store.kind === 'postgres') await sql`vacuum analyze`.execute(server.store.db);
  }, 60_000);

  test('finds also more than are worth sorting', async () => {
    const ids = idsOf(people.slice(marked.from, marked.to));
    expect(await found('marked')).toEqual(ids);
    expect(await found('marked', { order: '-name' })).toEqual(ids.toReversed());
  });

  const page = (wanted: Partial<Parameters<typeof memberPage>[1]>) => (db: Parameters<typeof memberPage>[0]) =>
    memberPage(db, { workspace: large, order: 'name', size: 50, search: '', role: null, after: null, ...wanted }, reach);
  /** Tables, or workspaces, that a plan reads from end to end. SQLite scans what it has found already, too, by the names that it gave it. */
  const readWhole = (plan: string): string[] => [
    ...(plan.match(/Seq Scan on \w+|AUTOMATIC/g) ?? []),
    ...(plan.match(/SEARCH memberships USING (?:COVERING )?INDEX \w+ \(workspace_id=\?\)/g) ?? []).slice(1),
    ...(plan.match(/(?<=SCAN )(?:memberships|people|users|workspaces|credentials)/g) ?? []).filter(
      (name) => !plan.includes(`CO-ROUTINE ${name}`),
    ),
  ];

  test.each(orders)('reads no more than a page, whatever the role, by %s', async (order) => {
    const index = `members_by_${order.replace('-', '').replace('last_', '')}`;
    const after = { key: order.endsWith('name') ? '!' : order.endsWith('joined') ? 3 : 250, user: 'u00600' };
    for (const [wanted, used] of [
      [{ order }, index],
      [{ order, after }, index],
      [{ order, after, role: 'member' as const }, index.replace('by_', 'by_role_')],
    ] as const) {
      const plans = await plansOf(server.store, page(wanted));
      expect(plans).toHaveLength(1);
      expect(plans.flatMap(readWhole)).toEqual([]);
      expect(plans[0]).toContain(used);
      expect(plans[0]).toMatch(/credentials_by_(?:member|user)/);
    }
  });

  test.each([
    ['example', 3],
    ['rare', 3],
    ['absent', 3],
    ['zq', 3],
    ['marked', 4],
    // sorting all that the index knows would cost more than reading on
    ['often', 4],
    ['@!', 1],
  ])('for %j asks the index of texts, or stops at a page', async (search, statements) => {
    const plans = await plansOf(server.store, page({ search }));
    expect(plans).toHaveLength(statements);
    expect(plans.flatMap(readWhole)).toEqual([]);
    if (statements > 1)
      expect(plans[2]).toMatch(
        server.store.kind === 'sqlite' ? /member_search.*\n.*number=\?(?![^]*\(workspace_id=\?\)$)/ : /Bitmap Index Scan on member_search/,
      );
  });

  test('draws the workspaces of somebody in one statement that reads as many members as it shows', async () => {
    const plans = await plansOf(server.store, (db) => workspacesOf(db, 'u00001', null));
    expect(plans).toHaveLength(1);
    expect(plans.flatMap(readWhole)).toEqual([]);
    expect(plans[0]?.match(/members_by_role_joined/g)).toHaveLength(3);
  });
});
