import { login } from '#contract/index.ts';
import { Failure } from '../failure.ts';
import { handlePublic, type Handler } from '../handler.ts';
import { joinByInvitation } from '../join.ts';
import { createAccount } from '../new-account.ts';
import { isCommonPassword } from '../passwords.ts';
import { startSession } from '../sessions.ts';
import { recordEvent } from '../store/events.ts';

/** Account, personal workspace, the invitation's membership and the session come into being together, or none of them. */
const signupUser = handlePublic(login.signupUser, async ({ email, password, name, invite_id }, context) => {
  const { store, settings } = context;
  if (settings.signup === 'closed') throw new Failure('signup_closed');
  if (settings.signup === 'invite' && invite_id === undefined) throw new Failure('signup_invite_required');
  if (isCommonPassword(password)) throw new Failure('common_password', { fields: { password: 'common' } });
  const passwordHash = await context.passwords.hash(password);
  const { user, company, token } = await store.transaction(async (trx) => {
    const made = await createAccount(trx, context, { email: email.toLowerCase(), name, passwordHash });
    const company = invite_id === undefined ? made.workspace : await joinByInvitation(trx, context, invite_id, made.user);
    await recordEvent(trx, context, { workspace: null, actor: made.user.id, action: 'user.sign_up', target: made.user.id });
    return { user: made.user, company, token: await startSession(trx, context, made) };
  });
  context.setCookie(token);
  context.tell('user.sign_up', { user: user.id });
  return { user: { id: user.id, name: user.name, email: user.email }, company };
});

/** Sign-up, with an invitation or without. */
export const handlers: Handler[] = [signupUser];
