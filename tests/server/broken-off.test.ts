import { sql, type Transaction } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Tables } from '#server/store/schema.ts';
import type { Store } from '#server/store/store.ts';
import { openTestPostgres } from '#tests/support/postgres.ts';

type Trx = Transaction<Tables>;

describe.runIf(process.env['TEST_STORE'] === 'postgres')('a transaction that PostgreSQL breaks off', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openTestPostgres();
    await store.db
      .insertInto('facts')
      .values(['a', 'b'].map((name) => ({ name, value: '' })))
      .execute();
  });
  afterEach(() => store.close());

  const write = (db: Store['db'], name: string, value: string) =>
    db
      .updateTable('facts')
      .set((row) => ({ value: sql<string>`${row.ref('value')} || ${value}` }))
      .where('name', '=', name)
      .execute();
  const values = async (): Promise<string[]> =>
    (await store.db.selectFrom('facts').select('value').where('name', 'in', ['a', 'b']).orderBy('name').execute()).map(
      ({ value }) => value,
    );

  test('as another holds what it waits for and waits for what it holds (40P01) is run again: both are done, once', async () => {
    let begin = () => {};
    /** Resolves when both hold one of the two. */
    const bothHold = new Promise<void>((resolve) => (begin = resolve));
    let [holding, attempts] = [0, 0];
    const writeBoth = (by: string, first: string, second: string) =>
      store.transaction(async (trx) => {
        attempts += 1;
        await write(trx, first, by);
        holding += 1;
        if (holding === 2) begin();
        await bothHold;
        await write(trx, second, by);
      });
    await Promise.all([writeBoth('x', 'a', 'b'), writeBoth('y', 'b', 'a')]);
    expect(attempts).toBe(3);
    expect(['xy,xy', 'yx,yx']).toContain((await values()).join());
  });

  /** Reads as it was when it began, and writes what somebody else wrote meanwhile as often as told. */
  const overtaken = async (times: number): Promise<{ attempts: number; error?: unknown }> => {
    let attempts = 0;
    const work = async (trx: Trx): Promise<void> => {
      attempts += 1;
      await sql`set transaction isolation level repeatable read`.execute(trx);
      await trx.selectFrom('facts').selectAll().execute();
      if (attempts <= times) await write(store.db, 'a', 'x');
      await write(trx, 'a', 'y');
    };
    try {
      await store.transaction(work);
      return { attempts };
    } catch (error) {
      return { attempts, error };
    }
  };

  test('as what it read was changed meanwhile (40001) is run again, each time from what is there by then', async () => {
    expect(await overtaken(2)).toEqual({ attempts: 3 });
    expect(await values()).toEqual(['xxy', '']);
  });

  test('again and again is given up in the end, and leaves nothing', async () => {
    const { attempts, error } = await overtaken(1000);
    expect(error).toMatchObject({ code: '40001' });
    expect(attempts).toBeLessThan(1000);
    expect(await values()).toEqual(['x'.repeat(attempts), '']);
  });
});
