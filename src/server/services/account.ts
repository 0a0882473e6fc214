import { changePassword, deleteAccount, getSessions, revokeSessions } from '#contract/account.ts';
import { endAccount } from '../end-account.ts';
import { Failure } from '../failure.ts';
import { isFixedUser } from '../fixed-users.ts';
import { handle, type Context, type Handler } from '../handler.ts';
import { holdProof } from '../hold-proof.ts';
import { isCommonPassword } from '../passwords.ts';
import { presentSession } from '../present.ts';
import { browserSessions, endBrowserSessions } from '../sessions.ts';
import { recordEvent } from '../store/events.ts';

/** Throws 403 for a key pair and its tokens: whoever finds a key must not take over the account. */
const requireNoKey = ({ caller }: Context): void => {
  if (caller.accessKey !== null) throw new Failure('not_permitted', { detail: ': the account of a key' });
};

/** Throws 400/1016 for a user of the configuration, which has the password and makes the account again. */
const requireNotConfigured = ({ caller, settings }: Context): void => {
  if (isFixedUser(settings, caller.user.id)) throw new Failure('configured_account');
};

/** The caller as who knows the password, for `holdProof`. Throws 400/1015, which names the field, or 429 after too many wrong ones. */
const provePassword = async (context: Context, field: string, password: string): Promise<Context['caller']> => {
  const { caller, store, network, limitLogin, passwords, tell } = context;
  const passwordHash = await limitLogin({ account: caller.user.email, network, tell }, async () => {
    const row = await store.db.selectFrom('users').select('password_hash').where('id', '=', caller.user.id).executeTakeFirst();
    const known = row?.password_hash ?? null;
    return (await passwords.verify(known, password)) ? known : null;
  });
  if (passwordHash === null) {
    tell('user.log_in_failed', { user: caller.user.id });
    throw new Failure('wrong_password', { fields: { [field]: 'mismatch' } });
  }
  return { ...caller, passwordHash };
};

const change = handle(changePassword, async ({ current_password, new_password, end_other_sessions = false }, context) => {
  requireNoKey(context);
  requireNotConfigured(context);
  if (isCommonPassword(new_password)) throw new Failure('common_password', { fields: { new_password: 'common' } });
  const proven = await provePassword(context, 'current_password', current_password);
  const passwordHash = await context.passwords.hash(new_password);
  const { id: user } = proven.user;
  const ended = await context.store.transaction(async (trx) => {
    await holdProof(trx, proven);
    await trx.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', user).execute();
    await trx.deleteFrom('password_links').where('user_id', '=', user).execute();
    const ended = end_other_sessions ? await endBrowserSessions(trx, user, { except: proven.session }) : 0;
    const detail = { ended_sessions: ended };
    await recordEvent(trx, context, { workspace: null, actor: user, action: 'user.change_password', target: user, detail });
    return ended;
  });
  context.tell('user.change_password', { user, ended });
  return { updated: 1 };
});

const list = handle(getSessions, async (_request, context) => {
  requireNoKey(context);
  const { caller, store, clock } = context;
  const { session: current, user } = caller;
  const sessions = await browserSessions(store.db, { user: user.id, current, now: clock() });
  return { sessions: sessions.map((row) => presentSession(row, current)) };
});

const revoke = handle(revokeSessions, async ({ sessions, all_others: others }, context) => {
  requireNoKey(context);
  const { caller, store } = context;
  const { id: user } = caller.user;
  const revoked = await store.transaction(async (trx) => {
    await holdProof(trx, caller);
    const named = sessions === undefined ? 0 : await endBrowserSessions(trx, user, { these: sessions });
    const ended = named + (others === true ? await endBrowserSessions(trx, user, { except: caller.session }) : 0);
    if (ended > 0)
      await recordEvent(trx, context, { workspace: null, actor: user, action: 'user.end_sessions', target: user, detail: { ended } });
    return ended;
  });
  if (revoked > 0) context.tell('user.end_sessions', { user, ended: revoked });
  return { revoked };
});

const remove = handle(deleteAccount, async ({ password }, context) => {
  requireNoKey(context);
  requireNotConfigured(context);
  const proven = await provePassword(context, 'password', password);
  await context.store.transaction(async (trx) => {
    await holdProof(trx, proven);
    await endAccount(trx, context);
  });
  context.tell('user.delete', { user: proven.user.id });
  context.setCookie(null);
  return { deleted: 1 };
});

/** One's own account: its password, its sessions, its end. */
export const handlers: Handler[] = [change, list, revoke, remove];
