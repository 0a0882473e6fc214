import * as z from 'zod/mini';
import { email, empty, invitedRole, note, role, seconds, time, workspaceName } from './fields.ts';
import { limits } from './limits.ts';
import { operation } from './operation.ts';

/** What a caller may do in a workspace. */
export const action = z.enum(['invite', 'remove_member', 'set_role', 'rename', 'delete', 'leave', 'create_credentials', 'see_events']);
export type Action = z.output<typeof action>;

/** A member as drawn in a row of avatars. */
const person = z.object({ id: z.string(), name: z.string(), avatar: z.nullish(z.string()), role: z.optional(role) });

/** A workspace of the caller. Fields that a real ClearML Server does not send are optional. */
export const workspace = z.object({
  id: z.string(),
  name: z.string(),
  role: z.optional(role),
  personal: z.optional(z.boolean()),
  created: z.optional(time),
  /** seats; null is unlimited */
  allowed: z.nullish(z.number()),
  /** members */
  allocated: z.number(),
  actions: z.optional(z.array(action)),
  owners: z.array(person),
  members: z.optional(z.array(person)),
});
export type Workspace = z.output<typeof workspace>;

/** The caller's workspaces, the personal one first; `owners` and `members` together at most 10. */
export const getUserCompanies = operation({
  name: 'organization.get_user_companies',
  effect: 'read',
  scope: 'account',
  request: empty,
  response: z.object({ companies: z.array(workspace) }),
});

/** Renames the workspace; owners only. */
export const updateCompany = operation({
  name: 'organization.update_company',
  origin: 'ours',
  effect: 'write',
  stales: ['organization.get_user_companies', 'users.get_current_user'],
  request: z.strictObject({ name: workspaceName }),
  response: z.object({ updated: z.number() }),
});

/** A member as the table of members shows them. */
export const member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  joined: time,
  last_active: z.nullish(time),
  /** how many live access keys they have in this workspace */
  credentials: z.number(),
  avatar: z.nullish(z.string()),
});
export type Member = z.output<typeof member>;

/** A page of members. `total` is the size of the workspace, never of the match; `cursor` is null at the end. */
export const getMembers = operation({
  name: 'organization.get_members',
  origin: 'ours',
  effect: 'read',
  request: z.strictObject({
    search: z.optional(z.string().check(z.maxLength(limits.searchText))),
    role: z.optional(role),
    order_by: z.optional(z.enum(['name', '-name', 'joined', '-joined', 'last_active', '-last_active'])),
    page_size: z.optional(z.int().check(z.minimum(1), z.maximum(limits.membersPageMax))),
    cursor: z.nullish(z.string().check(z.maxLength(1024))),
  }),
  response: z.object({ members: z.array(member), total: z.number(), cursor: z.nullable(z.string()) }),
});

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
    /** null: any number */
    max_uses: z.nullish(z.int().check(z.minimum(1), z.maximum(100_000))),
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
