import { Failure, notLocated } from './failure.ts';
import type { Context } from './handler.ts';
import type { Db } from './store/store.ts';

/**
 * Holds what the caller proved to be there by until the transaction ends: nobody revokes the key, ends the session, sets another password or
 * deletes the account between here and what is made. Throws 401 where that has happened since. Before any workspace is locked.
 */
export const holdProof = async (trx: Db, { user, workspace, accessKey, session, passwordHash }: Context['caller']): Promise<void> => {
  const held = await trx
    .updateTable('users')
    .set({ disabled: 0 })
    .where('id', '=', user.id)
    .where('disabled', '=', 0)
    .returning('password_hash')
    .executeTakeFirst();
  if (held === undefined || (passwordHash !== null && passwordHash !== held.password_hash)) throw notLocated();
  if (session !== null && (await trx.selectFrom('sessions').select('id').where('id', '=', session).executeTakeFirst()) === undefined)
    throw new Failure('invalid_token', { detail: ' (revoked token)' });
  if (accessKey === null) return;
  const key = await trx
    .updateTable('credentials')
    .set({ user_id: user.id })
    .where('workspace_id', '=', workspace.id)
    .where('access_key', '=', accessKey)
    .executeTakeFirst();
  if (key.numUpdatedRows === 0n) throw notLocated();
};
