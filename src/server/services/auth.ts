import { auth } from '#contract/index.ts';
import { handle, type Context, type Handler } from '../handler.ts';
import { holdProof } from '../hold-proof.ts';
import { logOut } from '../log-out.ts';
import { sessionSeconds, startSession } from '../sessions.ts';
import type { Db } from '../store/store.ts';

/** The end of the session (ms) by which a person starts another one: that ends no later, as only the password gives new days. */
const latestEnd = async (trx: Db, { session, accessKey }: Context['caller']): Promise<number> => {
  if (session === null || accessKey !== null) return Infinity;
  return (await trx.selectFrom('sessions').select('expires').where('id', '=', session).executeTakeFirstOrThrow()).expires;
};

/** Nothing, null and 0 ask for the usual life. */
const login = handle(auth.login, async ({ expiration_sec }, context) => {
  const { caller, store, tell } = context;
  const { accessKey, user } = caller;
  const token = await store.transaction(async (trx) => {
    await holdProof(trx, caller);
    const until = await latestEnd(trx, caller);
    return startSession(trx, context, caller, { accessKey, seconds: expiration_sec || sessionSeconds, until });
  });
  context.setCookie(token);
  // a password was told of when it was proved
  if (accessKey !== null) tell('key.log_in', { user: user.id, key: accessKey });
  else if (caller.by !== 'basic') tell('user.log_in', { user: user.id, by: 'session' });
  return { token: token.value };
});

const logout = handle(auth.logout, async (_request, context) => {
  await logOut(context);
  context.setCookie(null);
  return {};
});

/** Log-in by programs and people, and its end. */
export const handlers: Handler[] = [login, logout];
