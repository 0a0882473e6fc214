import * as z from 'zod/mini';
import type { login } from '#contract/index.ts';
import type { Connection } from '../connection.ts';
import type { UpstreamClient } from './client.ts';
import { claimsOf } from './cookies.ts';
import { askWho } from './current-user.ts';
import { deadline } from './deadline.ts';

/** For the page's own question and ours together, ms: less than its patience (30 s). */
const patience = 25_000;

const asking = z.object({ refused_cookie: z.literal(true) });
const nobody = z.looseObject({ data: z.looseObject({ authenticated: z.literal(false) }) });
/** ClearML's words for a token of its own that has not run out and whose session somebody ended; it looks at signature and end first. */
const revoked = z.object({
  meta: z.object({
    result_code: z.literal(401),
    result_subcode: z.literal(30),
    result_msg: z.string().check(z.includes('(revoked token)')),
  }),
});
const claims = z.object({ identity: z.object({ user: z.string() }) });

/** Whose a token says that it is, which only the server that signed it can vouch for; undefined where it says nothing. */
export const claimedUser = (token: string): string | undefined => claims.safeParse(claimsOf(token)).data?.identity.user;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Whether a page asks what is wrong with its cookie. */
export const asksAboutCookie = ({ cookie }: Connection, bytes: Uint8Array): boolean =>
  cookie.token !== null && asking.safeParse(parsed(new TextDecoder().decode(bytes))).success;

/**
 * Adds to ClearML's answer to `login.supported_modes`, which is under way, that somebody ended the session of the cookie, where that is so.
 * Only the server that signed a token says so: of one that ran out, or that another server made, nothing is said, and the page keeps what it
 * has. The same where it does not say so in time.
 */
export const withRefusedCookie = async (
  client: UpstreamClient,
  answering: Promise<Response>,
  { cookie, request }: Connection,
): Promise<Response> => {
  const late = deadline(client.host, request.signal);
  late.within(patience);
  try {
    const response = await answering;
    const modes = nobody.safeParse(parsed(await response.clone().text()));
    const owner = claimedUser(cookie.token ?? '');
    if (!modes.success || owner === undefined) return response;
    const told = await askWho(client, { cookie: `${cookie.name}=${cookie.token}` }, late.signal).catch(() => null);
    if (!revoked.safeParse(told).success) return response;
    const refused: login.RefusedCookie = { reason: 'revoked', user: owner };
    const { status, headers } = response;
    return new Response(JSON.stringify({ ...modes.data, data: { ...modes.data.data, refused_cookie: refused } }), { status, headers });
  } finally {
    late.met();
  }
};
