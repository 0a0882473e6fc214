import * as z from 'zod/mini';
import { credential } from './auth.ts';
import { accessKey, empty, id, role, time, workspaceName } from './fields.ts';
import { limits } from './limits.ts';
import { operation } from './operation.ts';

/** What a caller may do in a workspace. */
export const action = z.enum([
  'invite',
  'remove_member',
  'manage_keys',
  'set_role',
  'rename',
  'delete',
  'leave',
  'create_credentials',
  'see_events',
]);
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

/** Makes a workspace whose only member, its owner, is whoever asks; by a browser session only, as a key pair knows its own workspace. */
export const createCompany = operation({
  name: 'organization.create_company',
  origin: 'ours',
  effect: 'write',
  scope: 'account',
  stales: ['organization.get_user_companies', 'auth.get_credentials'],
  request: z.strictObject({ name: workspaceName }),
  response: z.object({ id: z.string() }),
});

/** Ends the workspace with all keys, invitations and memberships in it; owners only. `name`: its name, typed again. */
export const deleteCompany = operation({
  name: 'organization.delete_company',
  origin: 'ours',
  effect: 'write',
  stales: ['organization.get_user_companies', 'auth.get_credentials'],
  request: z.strictObject({ name: z.string().check(z.trim(), z.maxLength(limits.workspaceName)) }),
  response: z.object({ deleted: z.number() }),
});

/** A member as the table of members shows them. */
export const member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  joined: time,
  last_active: z.nullish(time),
  /** how many access keys they have in this workspace, expired ones among them */
  credentials: z.number(),
  avatar: z.nullish(z.string()),
  /** whether the workspace came with their account: they stay in it, as its owner */
  personal: z.optional(z.boolean()),
});
export type Member = z.output<typeof member>;

const cursor = z.nullish(z.string().check(z.maxLength(1024)));
const pageSize = z.optional(z.int().check(z.minimum(1), z.maximum(limits.membersPageMax)));

/** A page of members. `total` is the size of the workspace, never of the match; `cursor` is null at the end. */
export const getMembers = operation({
  name: 'organization.get_members',
  origin: 'ours',
  effect: 'read',
  request: z.strictObject({
    search: z.optional(z.string().check(z.maxLength(limits.searchText))),
    role: z.optional(role),
    order_by: z.optional(z.enum(['name', '-name', 'joined', '-joined', 'last_active', '-last_active'])),
    page_size: pageSize,
    cursor,
  }),
  response: z.object({ members: z.array(member), total: z.number(), cursor: z.nullable(z.string()) }),
});

/** What another member's rights show in: their place, their keys, the links they made. */
const memberReads = [
  'organization.get_members',
  'organization.get_user_companies',
  'organization.get_invites',
  'organization.get_credentials',
  'organization.get_departure_impact',
];

/** Gives a member another role; owners only. A lower one ends the member's keys there, the tokens minted from them and, where it may not invite, their open invitations. */
export const setMemberRole = operation({
  name: 'organization.set_member_role',
  origin: 'ours',
  effect: 'write',
  stales: memberReads,
  request: z.strictObject({ user: id, role }),
  response: z.object({ updated: z.number() }),
});

/** Removes a member; their keys there, the tokens minted from them and their open invitations end in the same transaction. */
export const removeMember = operation({
  name: 'organization.remove_member',
  origin: 'ours',
  effect: 'write',
  stales: memberReads,
  request: z.strictObject({ user: id }),
  response: z.object({ removed: z.number(), revoked_credentials: z.number() }),
});

/** What stops working when somebody leaves, is removed or gets a lower role; without `user`, oneself. */
export const getDepartureImpact = operation({
  name: 'organization.get_departure_impact',
  origin: 'ours',
  effect: 'read',
  request: z.strictObject({ user: z.optional(id) }),
  response: z.object({
    credentials: z.array(credential),
    /** open invitations that they made */
    invites: z.number(),
    /** whether other members would be left without an owner */
    sole_owner: z.boolean(),
  }),
});

/** A member's key, as who manages them sees it: as its owner does. */
export const memberCredential = z.extend(credential, { user: z.string(), user_name: z.string(), created: time });
export type MemberCredential = z.output<typeof memberCredential>;

/** Keys of the workspace: of anybody for owners, of members and one's own for admins. `user`: only theirs; `access_key`: only this one. */
export const getMemberCredentials = operation({
  name: 'organization.get_credentials',
  origin: 'ours',
  effect: 'read',
  request: z.strictObject({ user: z.optional(id), access_key: z.optional(accessKey), page_size: pageSize, cursor }),
  response: z.object({ credentials: z.array(memberCredential), cursor: z.nullable(z.string()) }),
});

/** Something that was done in the workspace. Names are those of today, absent where the account is gone or it was the operator. */
export const event = z.object({
  id: z.string(),
  at: time,
  /** user id, or `operator` */
  actor: z.string(),
  actor_name: z.optional(z.string()),
  action: z.string(),
  target: z.nullable(z.string()),
  target_name: z.optional(z.string()),
  /** the address that it was done from */
  from: z.optional(z.string()),
  detail: z.record(z.string(), z.unknown()),
});
export type Event = z.output<typeof event>;

/** Who did what, newest first; owners and admins. `from` (inclusive) and `to` (exclusive): ISO-8601 with zone. */
export const getEvents = operation({
  name: 'organization.get_events',
  origin: 'ours',
  effect: 'read',
  request: z.strictObject({
    actor: z.optional(id),
    action: z.optional(z.string().check(z.maxLength(64))),
    from: z.optional(z.iso.datetime({ offset: true })),
    to: z.optional(z.iso.datetime({ offset: true })),
    page_size: pageSize,
    cursor,
  }),
  response: z.object({ events: z.array(event), cursor: z.nullable(z.string()) }),
});
