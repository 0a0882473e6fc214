import { login } from '#contract/index.ts';
import { accountColumns, findPlace } from '../accounts.ts';
import { Failure } from '../failure.ts';
import { handlePublic, type Caller, type Context, type Handler, type Parts } from '../handler.ts';
import { logOut } from '../log-out.ts';
import { isCommonPassword } from '../passwords.ts';
import { hashSecret } from '../secrets.ts';
import { endSessions, startSession } from '../sessions.ts';
import { recordEvent } from '../store/events.ts';
import type { Db } from '../store/store.ts';
import { sessionOfToken } from '../token-sessions.ts';

/** How to log in as the guest; a public password, told to everybody. */
export const guestMode = ({ guestUser }: Parts['settings']) =>
  guestUser === null
    ? { enabled: false }
    : { enabled: true, name: guestUser.name, username: guestUser.username, password: guestUser.password };

/** What is wrong with the cookie of somebody who is not logged in, where the page has to act on it. */
const refusedCookie = async (context: Context<Caller | null>): Promise<{ refused_cookie?: login.RefusedCookie }> => {
  if (context.caller !== null || context.cookie === null) return {};
  const found = await sessionOfToken(context, context.cookie, null);
  return 'cookie' in found ? { refused_cookie: found.cookie } : {};
};

const supportedModes = handlePublic(login.supportedModes, async ({ refused_cookie: asked }, context) => {
  const { settings } = context;
  return {
    authenticated: context.caller !== null,
    basic: { enabled: true, guest: guestMode(settings) },
    sso: {},
    sso_providers: [],
    server_errors: { missed_es_upgrade: false, es_connection_error: false },
    signup: { enabled: settings.signup !== 'closed', invite_required: settings.signup === 'invite' },
    ...(asked === true ? await refusedCookie(context) : {}),
  };
});

/** The session ends with its cookie (see `cookie-answer.ts`); a token in the header ends here. */
const logout = handlePublic(login.logout, async (_request, context) => {
  await logOut(context);
  context.setCookie(null);
  return {};
});

/** Whose link this is; undefined where it was used or has expired. */
const findOwner = async (db: Db, { clock }: Parts, hash: string): Promise<string | undefined> => {
  const link = await db.selectFrom('password_links').select(['user_id', 'expires']).where('hash', '=', hash).executeTakeFirst();
  return link === undefined || link.expires <= clock() ? undefined : link.user_id;
};

const ownerOf = async (db: Db, parts: Parts, hash: string): Promise<string> => {
  const owner = await findOwner(db, parts, hash);
  if (owner === undefined) throw new Failure('password_link_dead');
  return owner;
};

const getPasswordLinkInfo = handlePublic(login.getPasswordLinkInfo, async ({ link_id }, context) => ({
  active: (await findOwner(context.store.db, context, hashSecret(link_id))) !== undefined,
}));

/** Hashing is slow, so it is done for a good link only, and before the transaction that uses the link up. */
const setPassword = handlePublic(login.setPassword, async ({ link_id, password }, context) => {
  const { store } = context;
  const hash = hashSecret(link_id);
  await ownerOf(store.db, context, hash);
  if (isCommonPassword(password)) throw new Failure('common_password', { fields: { password: 'common' } });
  const passwordHash = await context.passwords.hash(password);
  const user = await store.transaction(async (trx) => {
    const id = await ownerOf(trx, context, hash);
    const { numDeletedRows } = await trx.deleteFrom('password_links').where('user_id', '=', id).executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) throw new Failure('password_link_dead');
    await trx.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', id).execute();
    await endSessions(trx, { user: id });
    await recordEvent(trx, context, { workspace: null, actor: id, action: 'user.set_password', target: id });
    return trx.selectFrom('users').select(accountColumns).where('id', '=', id).executeTakeFirstOrThrow();
  });
  context.tell('user.set_password', { user: user.id });
  const workspace = await findPlace(store.db, user.id, null);
  if (workspace !== undefined && user.disabled === 0) {
    context.setCookie(await startSession(store.db, context, { user, workspace }));
    context.tell('user.log_in', { user: user.id, by: 'link' });
  }
  return { user: { id: user.id, name: user.name, email: user.email } };
});

/** What a browser does before it is anybody: how to log in, log-out, a password by link. */
export const handlers: Handler[] = [supportedModes, logout, getPasswordLinkInfo, setPassword];
