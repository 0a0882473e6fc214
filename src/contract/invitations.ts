import * as z from 'zod/mini';
import { email, invitedRole, note, seconds, time } from './fields.ts';
import { limits } from './limits.ts';
import { operation } from './operation.ts';

/** `url` opens the Join page; anybody who has it may join until it ends. */
export const createInvite = operation({
  name: 'organization.create_invite',
  origin: 'ours',
  effect: 'write',
  stales: ['organization.get_invites'],
  request: z.strictObject({
    role: z.optional(invitedRole),
    /** null: never expires */
    expires_in_sec: z.nullish(seconds),
    /** null: any number, but once for one e-mail address */
    max_uses: z.nullish(z.int().check(z.minimum(1), z.maximum(limits.invitationUses))),
    email: z.optional(email),
    note: z.optional(note),
  }),
  response: z.object({
    id: z.string(),
    url: z.string(),
    expires: z.nullable(time),
    allowed_users: z.nullable(z.number()),
    allocated_users: z.number(),
  }),
});

/** An invitation as owners and admins see it, with the link itself. */
export const invitation = z.object({
  id: z.string(),
  url: z.string(),
  /** who made it */
  user: z.string(),
  user_name: z.string(),
  role: invitedRole,
  created: time,
  expires: z.nullable(time),
  max_uses: z.nullable(z.number()),
  uses: z.number(),
  state: z.enum(['active', 'expired', 'revoked', 'used_up']),
  /** the only account that may use it */
  email: z.optional(z.string()),
  note: z.optional(z.string()),
});
export type Invitation = z.output<typeof invitation>;

/** Newest first; only the active ones unless `active: false`. */
export const getInvites = operation({
  name: 'organization.get_invites',
  origin: 'ours',
  effect: 'read',
  request: z.strictObject({ active: z.optional(z.boolean()) }),
  response: z.object({ invites: z.array(invitation) }),
});

/** Ends invitations by their ids; those that had ended count no more. */
export const revokeInvites = operation({
  name: 'organization.revoke_invites',
  origin: 'ours',
  effect: 'write',
  stales: ['organization.get_invites'],
  request: z.strictObject({ invites: z.array(z.string().check(z.maxLength(256))).check(z.minLength(1), z.maxLength(limits.invitations)) }),
  response: z.object({ revoked: z.number() }),
});
