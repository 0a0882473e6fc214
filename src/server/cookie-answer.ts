import type { Proof } from './authenticate.ts';
import type { Connection } from './connection.ts';
import { cookieHeader } from './cookies.ts';
import type { Answer } from './envelope.ts';
import type { Context, Parts } from './handler.ts';
import { readKnownToken } from './known-tokens.ts';
import { endSession } from './sessions.ts';

/** Keeps what a handler wants the browser's cookie to be, and says so in the answer. */
export interface CookieAnswer {
  readonly set: Context['setCookie'];
  /** The header that says so. A session whose cookie is replaced or removed ends, but never by a log-in with a key: programs share their tokens. */
  readonly settle: (proof: Proof | null) => Promise<Answer['headers']>;
}

/** The cookie of one answer. Another ClearML on this host may use the same name: its cookie is not ours to remove. */
export const cookieAnswer = ({ store, clock, secrets }: Parts, { cookie, secure }: Connection): CookieAnswer => {
  let wanted: Parameters<Context['setCookie']>[0] | undefined;
  return {
    set: (token) => {
      wanted = token;
    },
    settle: async (proof) => {
      if (wanted === undefined) return {};
      const old = cookie.token === null ? null : await readKnownToken(secrets.tokenKey, cookie.token, clock());
      if (wanted === null && old !== null && 'foreign' in old && old.foreign) return {};
      if (old !== null && 'session' in old && proof?.accessKey == null) await endSession(store, old.session);
      return { 'set-cookie': cookieHeader(cookie.name, wanted, secure, clock()) };
    },
  };
};
