import * as z from 'zod/mini';
import { emptyStrict, id, newPassword, time, typedPassword } from './fields.ts';
import { operation } from './operation.ts';
import { sessionReads } from './first-load.ts';

// What an account is changed and ended by: for a browser's session, and nobody who came in by a public password.
const own = { origin: 'ours', scope: 'account', roles: ['user'] } as const;

/** Sets another password. The session of the call stays; links that set a password end. `current_password` is checked as at log-in, and counted so. */
export const changePassword = operation({
  ...own,
  name: 'auth.change_password',
  effect: 'write',
  stales: ['auth.get_sessions'],
  request: z.strictObject({
    current_password: typedPassword,
    new_password: newPassword,
    end_other_sessions: z.optional(z.boolean()),
  }),
  response: z.object({ updated: z.number() }),
});

/** A browser that is logged in, or a program that logged in by the password. */
export const session = z.object({
  id: z.string(),
  created: time,
  last_used: time,
  last_used_from: z.nullish(z.string()),
  user_agent: z.nullish(z.string()),
  expires: time,
  /** whether the call was made with it */
  current: z.boolean(),
});
export type Session = z.output<typeof session>;

/** One's own sessions, without those of keys: the one of the call first, then the one used last. No more than 100. */
export const getSessions = operation({
  ...own,
  name: 'auth.get_sessions',
  effect: 'read',
  request: emptyStrict,
  response: z.object({ sessions: z.array(session) }),
});

/** Ends these of one's own sessions, or with `all_others` all but the one of the call; on every process from the next call on. What is none of them is not counted. */
export const revokeSessions = operation({
  ...own,
  name: 'auth.revoke_sessions',
  effect: 'write',
  stales: ['auth.get_sessions'],
  request: z
    .strictObject({ sessions: z.optional(z.array(id).check(z.minLength(1), z.maxLength(100))), all_others: z.optional(z.literal(true)) })
    .check(({ value, issues }) => {
      if (value.sessions === undefined && value.all_others === undefined)
        issues.push({ code: 'invalid_type', expected: 'array', path: ['sessions'], input: undefined });
    }),
  response: z.object({ revoked: z.number() }),
});

/**
 * Ends the account with its keys, sessions, preferences, its workspaces without other members and its place in all others, at once or not at all.
 * Refused while it is the only owner of a workspace with other members: `error_data.workspaces` names those.
 */
export const deleteAccount = operation({
  ...own,
  name: 'users.delete_account',
  effect: 'write',
  stales: sessionReads,
  request: z.strictObject({ password: typedPassword }),
  response: z.object({ deleted: z.number() }),
});
