import { login } from '#contract/index.ts';
import { findPlace } from '../accounts.ts';
import { Failure } from '../failure.ts';
import { handlePublic, type Handler } from '../handler.ts';
import { hashPassword, isCommonPassword } from '../passwords.ts';
import { hashSecret } from '../secrets.ts';
import { endSessions, startSession } from '../sessions.ts';
import { recordEvent } from '../store/events.ts';

const supportedModes = handlePublic(login.supportedModes, ({}, { caller, settings: { guestUser, signup } }) =>
  Promise.resolve({
    authenticated: caller !== null,
    basic: {
      enabled: true,
      guest:
        guestUser === null
          ? { enabled: false }
          : { enabled: true, name: guestUser.name, username: guestUser.username, password: guestUser.password },
    },
    sso: {},
    sso_providers: [],
    server_errors: { missed_es_upgrade: false, es_connection_error: false },
    signup: { enabled: signup !== 'closed', invite_required: signup === 'invite' },
  }),
);

/** The session ends with its cookie (see `cookie-answer.ts`); a token in the header ends here. */
const logout = handlePublic(login.logout, async (_request, { caller, store, setCookie }) => {
  if (caller?.session != null) await store.db.deleteFrom('sessions').where('id', '=', caller.session).execute();
  setCookie(null);
  return {};
});

const setPassword = handlePublic(login.setPassword, async ({ link_id, password }, context) => {
  if (isCommonPassword(password)) throw new Failure('common_password', { fields: { password: 'common' } });
  const { store, clock, random } = context;
  const passwordHash = await hashPassword(password);
  const user = await store.transaction(async (trx) => {
    const link = await trx
      .deleteFrom('password_links')
      .where('hash', '=', hashSecret(link_id))
      .returning(['user_id', 'expires'])
      .executeTakeFirst();
    if (link === undefined || link.expires <= clock()) throw new Failure('password_link_dead');
    await trx.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', link.user_id).execute();
    await trx.deleteFrom('password_links').where('user_id', '=', link.user_id).execute();
    await endSessions(trx, { user: link.user_id });
    await recordEvent(trx, { at: clock(), workspace: null, actor: link.user_id, action: 'password.set', target: link.user_id }, random);
    return trx
      .selectFrom('users')
      .select(['id', 'name', 'email', 'role', 'disabled'])
      .where('id', '=', link.user_id)
      .executeTakeFirstOrThrow();
  });
  const workspace = await findPlace(store.db, user.id, null);
  if (workspace !== undefined && user.disabled === 0) context.setCookie(await startSession(store.db, context, { user, workspace }));
  return { user: { id: user.id, name: user.name, email: user.email } };
});

export const handlers: Handler[] = [supportedModes, logout, setPassword];
