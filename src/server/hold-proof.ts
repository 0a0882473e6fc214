import { Failure, notLocated } from './failure.ts';
import type { Context } from './handler.ts';
import { lockUser, type Db } from './store/store.ts';

type Caller = Context['caller'];

/** Throws 401 where the key that the caller came by was ended; one that merely expires meanwhile finishes its call. Who ends keys holds their workspace. */
export const requireKey = async (trx: Db, { workspace, accessKey }: Caller): Promise<void> => {
  if (accessKey === null) return;
  const key = trx
    .selectFrom('credentials')
    .select('access_key')
    .where('workspace_id', '=', workspace.id)
    .where('access_key', '=', accessKey);
  if ((await key.executeTakeFirst()) === undefined) throw notLocated();
};

/**
 * Holds the account that the caller proved to have until the transaction ends: nobody ends the session, sets another password or deletes the
 * account between here and what is made. Throws 401 where that has happened since, or the key was ended. Before any workspace is locked.
 */
export const holdProof = async (trx: Db, caller: Caller): Promise<void> => {
  const { user, session, passwordHash } = caller;
  const held = await lockUser(trx, user.id);
  if (held === undefined || held.disabled !== 0 || (passwordHash !== null && passwordHash !== held.password_hash)) throw notLocated();
  if (session !== null && (await trx.selectFrom('sessions').select('id').where('id', '=', session).executeTakeFirst()) === undefined)
    throw new Failure('invalid_token', { detail: ' (revoked token)' });
  await requireKey(trx, caller);
};
