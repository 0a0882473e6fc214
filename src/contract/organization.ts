import * as z from 'zod/mini';
import { cursor, empty, pageSize, role, time, wanted, workspaceName } from './fields.ts';
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

/** A member as drawn in a row of avatars. `disabled`: whether their account is, so that they do nothing. */
const person = z.object({
  id: z.string(),
  name: z.string(),
  avatar: z.nullish(z.string()),
  role: z.optional(role),
  disabled: z.optional(z.boolean()),
});

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
  /** whether their account is disabled: they do nothing, and become no owner */
  disabled: z.optional(z.boolean()),
});
export type Member = z.output<typeof member>;

/** A page of members. `total` is the size of the workspace, never of the match; `cursor` is null at the end. */
export const getMembers = operation({
  name: 'organization.get_members',
  origin: 'ours',
  effect: 'read',
  request: z.strictObject({
    search: z.optional(wanted),
    role: z.optional(role),
    order_by: z.optional(z.enum(['name', '-name', 'joined', '-joined', 'last_active', '-last_active'])),
    page_size: pageSize,
    cursor,
  }),
  response: z.object({ members: z.array(member), total: z.number(), cursor: z.nullable(z.string()) }),
});
