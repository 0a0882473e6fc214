import { auth, limits } from '#contract/index.ts';
import { rotateCredentials as rotateOperation } from '#contract/rotation.ts';
import { Failure } from '../failure.ts';
import { handle, type Context, type Handler } from '../handler.ts';
import { newAccessKey, newSecretKey } from '../ids.ts';
import { changing, inWorkspace } from '../in-workspace.ts';
import { requireManaged } from '../policy.ts';
import { credential, endedCredentials, presentPair, time, type Life, type Pair } from '../present.ts';
import { hashSecret } from '../secrets.ts';
import { countCredentials, credentialsOf, findCredential } from '../store/credentials.ts';
import { endKeys, triedAfterEnd } from '../store/ended-credentials.ts';
import { recordEvent } from '../store/events.ts';
import type { Db } from '../store/store.ts';

const newPair = ({ random }: Context): Pair => ({ accessKey: newAccessKey(random), secretKey: newSecretKey(random) });

const ownedBy = ({ user, workspace }: Context['caller'], accessKey: string): string =>
  `: user=${user.id}, access_key=${accessKey}, company=${workspace.id}`;

const note = (
  trx: Db,
  context: Context,
  action: 'credentials.create' | 'credentials.rotate' | 'credentials.revoke',
  target: string,
  detail: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const { user, workspace } = context.caller;
  return recordEvent(trx, context, { workspace: workspace.id, actor: user.id, action, target, detail });
};

/** A key pair and its tokens see the keys of their own workspace only. */
const getCredentials = handle(auth.getCredentials, async (_request, { caller, store, clock }) => {
  const { id: workspace } = caller.workspace;
  const [rows, tried] = await Promise.all([
    credentialsOf(store.db, { user: caller.user.id }),
    caller.accessKey === null ? triedAfterEnd(store.db, workspace, caller.user.id, clock()) : [],
  ]);
  const own = rows.filter((row) => row.workspace_id === workspace).map(credential);
  if (caller.accessKey !== null) return { credentials: own, additional_credentials: {} };
  const additional: Record<string, auth.Credential[]> = {};
  for (const row of rows) if (row.workspace_id !== workspace) (additional[row.workspace_id] ??= []).push(credential(row));
  const ended = endedCredentials(tried);
  return { credentials: own, additional_credentials: additional, ...(ended.length === 0 ? {} : { ended_credentials: ended }) };
});

/**
 * Makes a key and answers it. What a key makes ends no later than that key does: whoever finds one that ends cannot make it last. So it is made
 * before its maker is retired.
 */
const makeKey = async (trx: Db, { caller, clock }: Context, pair: Pair, wanted: Life): Promise<ReturnType<typeof presentPair>> => {
  const { user, workspace, accessKey } = caller;
  const maker = accessKey === null ? undefined : await findCredential(trx, workspace.id, user.id, accessKey);
  const ends = [wanted.expires, maker?.expires ?? null].filter((at) => at !== null);
  const life = { ...wanted, expires: ends.length === 0 ? null : Math.min(...ends) };
  const row = { access_key: pair.accessKey, secret_hash: hashSecret(pair.secretKey), user_id: user.id, workspace_id: workspace.id };
  await trx
    .insertInto('credentials')
    .values({ ...row, ...life, created: clock() })
    .execute();
  return presentPair(pair, life);
};

const createCredentials = handle(auth.createCredentials, async ({ label, expires_in_sec: seconds, read_only }, context) => {
  const { caller, clock } = context;
  const pair = newPair(context);
  const expires = seconds == null ? null : clock() + seconds * 1000;
  const life = { label: label ?? null, expires, read_only: read_only === true ? 1 : 0 };
  return changing(context, 'create_credentials', async (trx) => {
    if ((await countCredentials(trx, caller.user.id, caller.workspace.id)) >= limits.credentials) throw new Failure('too_many_credentials');
    const credentials = await makeKey(trx, context, pair, life);
    await note(trx, context, 'credentials.create', pair.accessKey);
    return { credentials };
  });
});

/** Ends the key that `rotated_to` takes the place of: at once, or when the overlap is over. Answers when (ms). */
const retireKey = async (
  trx: Db,
  { caller, clock }: Context,
  { accessKey, expires, overlap }: { readonly accessKey: string; readonly expires: number | null; readonly overlap: number },
  rotated_to: string,
): Promise<number> => {
  const [now, workspace, user] = [clock(), caller.workspace.id, caller.user.id];
  const at = Math.min(expires ?? Infinity, now + overlap);
  await trx
    .updateTable('credentials')
    .set({ expires: at, rotated_to })
    .where('workspace_id', '=', workspace)
    .where('access_key', '=', accessKey)
    .execute();
  if (overlap === 0) await endKeys(trx, { workspace, user, at: now, only: [accessKey] });
  return at;
};

const rotateCredentials = handle(rotateOperation, async ({ access_key: accessKey, overlap_sec }, context) => {
  const { caller, clock } = context;
  const pair = newPair(context);
  return changing(context, 'create_credentials', async (trx) => {
    const [user, workspace, overlap] = [caller.user.id, caller.workspace.id, overlap_sec * 1000];
    const old = await findCredential(trx, workspace, user, accessKey);
    if (old === undefined) throw new Failure('unknown_access_key', { detail: ownedBy(caller, accessKey) });
    if (old.rotated_to !== null) throw new Failure('rotating_out');
    if (overlap > 0 && (await countCredentials(trx, user, workspace)) >= limits.credentials) throw new Failure('too_many_credentials');
    const { label, read_only, created, expires } = old;
    const life = { label, read_only, expires: expires === null ? null : clock() + expires - created };
    const credentials = await makeKey(trx, context, pair, life);
    const ends = time(await retireKey(trx, context, { accessKey, expires, overlap }, pair.accessKey));
    await note(trx, context, 'credentials.rotate', accessKey, { rotated_to: pair.accessKey, ends });
    return { credentials, old_expires: ends };
  });
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
  const ended = await endKeys(trx, { workspace: context.caller.workspace.id, user, at: context.clock(), only: accessKeys });
  const detail = user === context.caller.user.id ? {} : { user };
  for (const access_key of ended) await note(trx, context, 'credentials.revoke', access_key, detail);
  return ended.length;
};

const revokeCredentials = handle(auth.revokeCredentials, async ({ access_key, access_keys = [], user: whose }, context) => {
  const { user: own, workspace } = context.caller;
  const user = whose ?? own.id;
  const keys = access_key === undefined ? access_keys : [access_key, ...access_keys];
  const end = async (trx: Db): Promise<number> => {
    const ended = await revokeKeys(trx, context, user, keys);
    if (ended > 0 || access_key === undefined) return ended;
    throw new Failure('invalid_user', { detail: `: id=${user}, company=${workspace.id}, credentials__key=${access_key}` });
  };
  const revoked = await (user === own.id
    ? inWorkspace(context, workspace.id, end)
    : changing(context, 'manage_keys', async (trx, { caller }) => {
        await requireManaged(trx, caller, user);
        return end(trx);
      }));
  return { revoked };
});

/** One's own keys, and those of members for who manages them. */
export const handlers: Handler[] = [getCredentials, createCredentials, rotateCredentials, editCredentials, revokeCredentials];
