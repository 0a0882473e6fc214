import { auth } from '#contract/index.ts';
import { handle, type Context, type Handler } from '../handler.ts';
import { holdProof } from '../hold-proof.ts';
import { endSession, sessionSeconds, startSession } from '../sessions.ts';

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

/** Log-in by programs and people, and its end. */
export const handlers: Handler[] = [login, logout];
