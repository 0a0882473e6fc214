import { auth, limits } from '#contract/index.ts';
import { Failure } from '../failure.ts';
import { handle, type Context, type Handler } from '../handler.ts';
import { holdProof } from '../hold-proof.ts';
import { newAccessKey, newSecretKey } from '../ids.ts';
import { changing, inWorkspace } from '../in-workspace.ts';
import { requireManaged } from '../policy.ts';
import { credential } from '../present.ts';
import { hashSecret } from '../secrets.ts';
import { endSession, sessionSeconds, startSession } from '../sessions.ts';
import { countCredentials, credentialsOf, endKeys } from '../store/credentials.ts';
import { recordEvent } from '../store/events.ts';
import type { Db } from '../store/store.ts';

/** Nothing, null and 0 ask for the usual life. A browser's session that renews itself gets no longer one. */
const lifeOf = (asked: number | null | undefined, { session, accessKey }: Context['caller']): number => {
  const life = asked || sessionSeconds;
  return session !== null && accessKey === null ? Math.min(life, sessionSeconds) : life;
};

const login = handle(auth.login, async ({ expiration_sec }, context) => {
  const { caller, store } = context;
  const token = await store.transaction(async (trx) => {
    await holdProof(trx, caller);
    return startSession(trx, context, caller, { accessKey: caller.accessKey, seconds: lifeOf(expiration_sec, caller) });
  });
  context.setCookie(token);
  return { token: token.value };
});

const logout = handle(auth.logout, async (_request, { caller, store, setCookie }) => {
  if (caller.session !== null) await endSession(store, caller.session);
  setCookie(null);
  return {};
});

/** A key pair and its tokens see the keys of their own workspace only. */
const getCredentials = handle(auth.getCredentials, async (_request, { caller, store }) => {
  const rows = await credentialsOf(store.db, caller.user.id);
  const own = rows.filter((row) => row.workspace_id === caller.workspace.id).map(credential);
  const additional: Record<string, auth.Credential[]> = {};
  if (caller.accessKey === null)
    for (const row of rows) if (row.workspace_id !== caller.workspace.id) (additional[row.workspace_id] ??= []).push(credential(row));
  return { credentials: own, additional_credentials: additional };
});

const createCredentials = handle(auth.createCredentials, async ({ label }, context) => {
  const { caller, clock, random } = context;
  const [accessKey, secretKey] = [newAccessKey(random), newSecretKey(random)];
  const workspace = caller.workspace.id;
  await changing(context, 'create_credentials', async (trx) => {
    if ((await countCredentials(trx, caller.user.id, workspace)) >= limits.credentials) throw new Failure('too_many_credentials');
    const row = { access_key: accessKey, secret_hash: hashSecret(secretKey), user_id: caller.user.id, workspace_id: workspace };
    await trx
      .insertInto('credentials')
      .values({ ...row, label: label ?? null, created: clock() })
      .execute();
    await note(trx, context, 'credentials.create', accessKey);
  });
  return { credentials: { access_key: accessKey, secret_key: secretKey, ...(label == null ? {} : { label }) } };
});

const editCredentials = handle(auth.editCredentials, async ({ access_key, label }, { caller, store }) => {
  const { numUpdatedRows } = await store.db
    .updateTable('credentials')
    .set({ label: label ?? null })
    .where('access_key', '=', access_key)
    .where('user_id', '=', caller.user.id)
    .where('workspace_id', '=', caller.workspace.id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Failure('unknown_access_key', { detail: ownedBy(caller, access_key) });
  return { updated: 1 };
});

/** Ends those of a member's keys that are there, with the tokens made from them. Answers how many. */
const revokeKeys = async (trx: Db, context: Context, user: string, accessKeys: readonly string[]): Promise<number> => {
  const ended = await endKeys(trx, context.caller.workspace.id, user, accessKeys);
  for (const access_key of ended) await note(trx, context, 'credentials.revoke', access_key, user);
  return ended.length;
};

const revokeCredentials = handle(auth.revokeCredentials, async ({ access_key, access_keys = [], user: whose }, context) => {
  const { user: own, workspace } = context.caller;
  const user = whose ?? own.id;
  const keys = access_key === undefined ? access_keys : [access_key, ...access_keys];
  const revoked = await (user === own.id
    ? inWorkspace(context, workspace.id, (trx) => revokeKeys(trx, context, user, keys))
    : changing(context, 'manage_keys', async (trx, { caller }) => {
        await requireManaged(trx, caller, user);
        return revokeKeys(trx, context, user, keys);
      }));
  if (revoked === 0 && access_key !== undefined)
    throw new Failure('invalid_user', { detail: `: id=${user}, company=${workspace.id}, credentials__key=${access_key}` });
  return { revoked };
});

const ownedBy = ({ user, workspace }: Context['caller'], accessKey: string): string =>
  `: user=${user.id}, access_key=${accessKey}, company=${workspace.id}`;

const note = (
  trx: Db,
  context: Context,
  action: 'credentials.create' | 'credentials.revoke',
  target: string,
  owner?: string,
): Promise<void> => {
  const { user, workspace } = context.caller;
  const detail = owner === undefined || owner === user.id ? {} : { user: owner };
  return recordEvent(trx, context, { workspace: workspace.id, actor: user.id, action, target, detail });
};

/** Log-in by programs and people, and one's own keys. */
export const handlers: Handler[] = [login, logout, getCredentials, createCredentials, editCredentials, revokeCredentials];
