import * as z from 'zod/mini';
import { login, users } from '#contract/index.ts';
import type { Connection } from '../connection.ts';
import { json, type UpstreamClient } from './client.ts';
import { claimsOf } from './cookies.ts';

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
 * Adds to ClearML's answer to `login.supported_modes` that somebody ended the session of the cookie, where that is so. Only the server that
 * signed a token says so: of one that ran out, or that another server made, nothing is said, and the page keeps what it has.
 */
export const withRefusedCookie = async (client: UpstreamClient, response: Response, { cookie }: Connection): Promise<Response> => {
  const modes = nobody.safeParse(parsed(await response.clone().text()));
  const owner = claims.safeParse(claimsOf(cookie.token ?? ''));
  if (!modes.success || !owner.success) return response;
  const answer = await client
    .ask({
      method: 'POST',
      path: `/${users.getCurrentUser.name}`,
      headers: { 'content-type': 'application/json', cookie: `${cookie.name}=${cookie.token}` },
      body: '{}',
    })
    .then(json)
    .catch(() => null);
  if (!revoked.safeParse(answer).success) return response;
  const refused: login.RefusedCookie = { reason: 'revoked', user: owner.data.identity.user };
  const { status, headers } = response;
  return new Response(JSON.stringify({ ...modes.data, data: { ...modes.data.data, refused_cookie: refused } }), { status, headers });
};
