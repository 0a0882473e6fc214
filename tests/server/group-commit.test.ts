import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Transaction } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Tables } from '#server/store/schema.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import type { Store } from '#server/store/store.ts';

type Trx = Transaction<Tables>;

let folder: string;
let store: Store;
/** Another process: it sees what is committed, and nothing else. */
let other: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'));
  store = await openSqlite(join(folder, 'a.sqlite'));
  other = await openSqlite(join(folder, 'a.sqlite'));
});
afterEach(async () => {
  await Promise.all([store.close(), other.close()]);
  await rm(folder, { recursive: true });
});

const add = (trx: Trx, id: string, avatar: string | null = null) =>
  trx
    .insertInto('users')
    .values({ id, email: `${id}@example.com`, name: id, role: 'user', created: 0, avatar })
    .execute();
const adding = (id: string) => async (trx: Trx) => {
  await add(trx, id);
  return id;
};
const stored = async ({ db }: Pick<Store, 'db'>): Promise<string[]> =>
  (await db.selectFrom('users').select('id').orderBy('id').execute()).map(({ id }) => id);

/** Adds somebody and thinks better of it. */
const refused = new Error('refused');
const refusing = async (trx: Trx): Promise<never> => {
  await add(trx, 'x');
  throw refused;
};
/** Adds the preferences of nobody, which is not noticed before the COMMIT. */
const breakingCommit = async (trx: Trx): Promise<void> => {
  await sql`pragma defer_foreign_keys = on`.execute(trx);
  await trx.insertInto('preferences').values({ user_id: 'nobody', body: '{}' }).execute();
};

/** Gives all of these in one moment, and answers what came of each. */
const together = async (...works: readonly ((trx: Trx) => Promise<unknown>)[]): Promise<unknown[]> => {
  const results = await Promise.allSettled(works.map((work) => store.transaction(work)));
  return results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason));
};

describe('transactions of SQLite that come together', () => {
  test('are committed together, and nobody is answered before that', async () => {
    const answered: string[] = [];
    const noting = async (work: (trx: Trx) => Promise<string | undefined>, name: string): Promise<void> => {
      await store.transaction(work).catch(() => undefined);
      answered.push(`${name}: ${(await stored(other)).join()}`);
    };
    const last = async (trx: Trx): Promise<undefined> => {
      // turns of the event loop in which an answer could go out
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      expect([answered, await stored({ db: trx }), await stored(other)]).toEqual([[], ['a', 'b'], []]);
      await add(trx, 'c');
      answered.push('done');
    };
    await Promise.all([noting(adding('a'), 'first'), noting(refusing, 'refused'), noting(adding('b'), 'second'), noting(last, 'last')]);
    expect(answered).toEqual(['done', 'first: a,b,c', 'refused: a,b,c', 'second: a,b,c', 'last: a,b,c']);
  });

  test('see what those before them did, and read nothing half done', async () => {
    const seen: string[][] = [];
    const looking = (id: string) => async (trx: Trx) => {
      seen.push(await stored({ db: trx }));
      await add(trx, id);
    };
    await together(looking('a'), refusing, looking('b'), looking('c'));
    expect(seen).toEqual([[], ['a'], ['a', 'b']]);
  });

  test('lose nothing by one that is refused, or that the database refuses', async () => {
    expect(await together(adding('a'), refusing, adding('a'), adding('b'), refusing)).toEqual([
      'a',
      refused,
      expect.objectContaining({ code: 'SQLITE_CONSTRAINT_UNIQUE' }),
      'b',
      refused,
    ]);
    expect(await stored(other)).toEqual(['a', 'b']);
  });

  test('all fail where the COMMIT does, the refused ones too, and leave nothing behind', async () => {
    const failed = expect.objectContaining({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' });
    expect(await together(adding('a'), refusing, breakingCommit, adding('b'))).toEqual([failed, failed, failed, failed]);
    expect(await together(breakingCommit)).toEqual([failed]);
    expect(await stored(other)).toEqual([]);
    expect(await together(adding('a'), adding('b'))).toEqual(['a', 'b']);
    expect(await stored(other)).toEqual(['a', 'b']);
  });

  test('all fail where no room is left for one of them, and leave nothing behind', async () => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.db);
    await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 20)}`.execute(store.db);
    const full = expect.objectContaining({ code: 'SQLITE_FULL' });
    const large = (trx: Trx) => add(trx, 'x', 'x'.repeat(1_000_000));
    expect(await together(adding('a'), large, adding('b'))).toEqual([full, full, full]);
    expect(await stored(other)).toEqual([]);
    expect(await together(adding('a'), adding('b'))).toEqual(['a', 'b']);
    expect(await stored(other)).toEqual(['a', 'b']);
  });

  test('all fail where it cannot begin, and those that come later do not', async () => {
    await sql`pragma busy_timeout = 0`.execute(store.db);
    const busy = expect.objectContaining({ code: 'SQLITE_BUSY' });
    await other.transaction(async (trx) => {
      await add(trx, 'o');
      expect(await together(adding('a'), adding('b'))).toEqual([busy, busy]);
    });
    expect(await together(adding('c'))).toEqual(['c']);
    expect(await stored(other)).toEqual(['c', 'o']);
  });

  test('are seen by no reader until they are committed', async () => {
    const reading: Promise<string[]>[] = [];
    const whileUnderWay = async (): Promise<void> => {
      reading.push(stored(store));
      await new Promise((resolve) => setImmediate(resolve));
    };
    await together(adding('a'), whileUnderWay, breakingCommit);
    await together(adding('b'), whileUnderWay, adding('c'));
    expect(await Promise.all(reading)).toEqual([[], ['b', 'c']]);
  });
});
