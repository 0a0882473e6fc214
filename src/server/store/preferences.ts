import type { Transaction } from 'kysely';
import type { users } from '#contract/index.ts';
import { prepared, type Given } from './prepared.ts';
import type { Tables } from './schema.ts';
import type { Db } from './store.ts';

const parsed = (body: string | undefined): users.Preferences => (body === undefined ? {} : (JSON.parse(body) as users.Preferences)); // written below and nowhere else

const stored = prepared((db, given: Given<{ user: string }>) =>
  db.selectFrom('preferences').select('body').where('user_id', '=', given('user')),
);

/** All preferences of a user; `{}` where none were set. */
export const readPreferences = async (db: Db, user: string): Promise<users.Preferences> => {
  const [row] = await stored(db, { user });
  return parsed(row?.body);
};

/** The same, and nobody else changes them until the transaction ends: two writers never build on the same state. */
export const lockPreferences = async (trx: Transaction<Tables>, user: string): Promise<users.Preferences> => {
  const { body } = await trx
    .insertInto('preferences')
    .values({ user_id: user, body: '{}' })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet((row) => ({ body: row.ref('preferences.body') })))
    .returning('body')
    .executeTakeFirstOrThrow();
  return parsed(body);
};

/** Writes what `lockPreferences` was read for. `body` is JSON. */
export const writePreferences = async (trx: Transaction<Tables>, user: string, body: string): Promise<void> => {
  await trx.updateTable('preferences').set({ body }).where('user_id', '=', user).execute();
};
