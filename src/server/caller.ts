import type { Place } from './accounts.ts';
import type { Proof } from './authenticate.ts';
import type { Connection } from './connection.ts';
import { Failure } from './failure.ts';
import type { Caller, Parts } from './handler.ts';
import { usedFrom } from './sessions.ts';
import { isUnwritable } from './store/lost.ts';

/** Sessions and memberships are noted at most so often, ms: a write for each call would cost more than the call. */
const noteEvery = 60_000;

/** Notes that session, key and membership were used now, and where from. A key is used by each call with the pair itself, and not by its tokens, as in ClearML. */
const note = async ({ store, clock }: Parts, proof: Proof, place: Place, connection: Connection): Promise<void> => {
  const now = clock();
  const isStale = (at: number | null): boolean => at === null || now - at >= noteEvery;
  const used = { last_used: now, last_used_from: usedFrom(connection, proof.accessKey) };
  const key = proof.by === 'basic' ? proof.accessKey : null;
  const session = isStale(proof.lastUsed) ? proof.session : null;
  const active = isStale(place.lastActive);
  if (key === null && session === null && !active) return;
  await store.transaction(async (trx) => {
    if (session !== null) await trx.updateTable('sessions').set(used).where('id', '=', session).execute();
    if (key !== null)
      await trx.updateTable('credentials').set(used).where('workspace_id', '=', place.id).where('access_key', '=', key).execute();
    if (active)
      await trx
        .updateTable('memberships')
        .set({ last_active: now })
        .where('workspace_id', '=', place.id)
        .where('user_id', '=', proof.user.id)
        .execute();
  });
};

/** Why somebody has no workspace: the account was deleted a moment ago, or its last place was taken from it. */
const nowhere = async ({ store }: Parts, { user: { id } }: Proof): Promise<Failure> => {
  const there = await store.db.selectFrom('users').select('id').where('id', '=', id).executeTakeFirst();
  return there === undefined
    ? new Failure('invalid_token', { detail: ' (revoked token)' })
    : new Failure('invalid_user_id', { detail: `: id=${id}` });
};

/**
 * The caller in the workspace of the call: the one that `wanted` names, else that of the key, else the one that a log-in begins with.
 * Throws 400/10 for a workspace that is not the caller's, or not the key's; the same as for one that does not exist.
 */
export const callerOf = async (parts: Parts, proof: Proof, connection: Connection, wanted: string | null): Promise<Caller> => {
  if (wanted !== null && proof.workspace !== null && wanted !== proof.workspace) throw new Failure('unknown_workspace');
  const { place } = proof;
  if (place === undefined) throw wanted === null ? await nowhere(parts, proof) : new Failure('unknown_workspace');
  try {
    await note(parts, proof, place, connection);
  } catch (error) {
    // a call that only reads is answered all the same
    if (!isUnwritable(error)) throw error;
  }
  const { by, user, session, accessKey, passwordHash } = proof;
  const { id, name, role, personal } = place;
  return { by, user, session, accessKey, passwordHash, workspace: { id, name, role, personal } };
};
