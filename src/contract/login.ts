import * as z from 'zod/mini';
import { email, empty, id, invitationId, newPassword, personName, role } from './fields.ts';
import { limits } from './limits.ts';
import { operation } from './operation.ts';
import { sessionReads } from './first-load.ts';

/** Why a session's cookie logs nobody in. `foreign`: another server made it; `revoked`: somebody ended the session, which was this user's, before its time. */
const refusedCookie = z.object({ reason: z.enum(['foreign', 'revoked']), user: z.optional(z.string()) });
export type RefusedCookie = z.output<typeof refusedCookie>;

/** How one can log in here, and whether this caller already is. Never fails. */
export const supportedModes = operation({
  name: 'login.supported_modes',
  access: 'public',
  effect: 'read',
  scope: 'account',
  /** ours: a page asks what is wrong with its cookie too; for programs the answer is ClearML's */
  request: z.object({ refused_cookie: z.optional(z.literal(true)) }),
  response: z.object({
    authenticated: z.boolean(),
    basic: z.object({
      enabled: z.boolean(),
      guest: z.object({
        enabled: z.boolean(),
        name: z.optional(z.string()),
        username: z.optional(z.string()),
        password: z.optional(z.string()),
      }),
    }),
    sso: z.optional(z.record(z.string(), z.unknown())),
    sso_providers: z.optional(z.array(z.object({ name: z.nullish(z.string()), display_name: z.nullish(z.string()) }))),
    server_errors: z.optional(z.record(z.string(), z.unknown())),
    /** ours; absent on a real ClearML Server, which has no sign-up */
    signup: z.optional(z.object({ enabled: z.boolean(), invite_required: z.boolean() })),
    /** ours, where it was asked for; absent where no cookie came along, it logs in, or its session ran out. In front of a ClearML Server never `foreign` */
    refused_cookie: z.optional(refusedCookie),
  }),
});

/** Creates the account with its personal workspace, or, with an invitation, that membership too, in one transaction; logs in. */
export const signupUser = operation({
  name: 'login.signup_user',
  origin: 'ours',
  access: 'public',
  effect: 'write',
  scope: 'account',
  stales: sessionReads,
  request: z.strictObject({ email, password: newPassword, name: personName, invite_id: z.optional(invitationId) }),
  response: z.object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    company: z.object({ id: z.string(), name: z.string() }),
  }),
});

/** Sets a password by the one-hour link that an operator made, ends all other sessions of the account, and logs in. */
export const setPassword = operation({
  name: 'login.set_password',
  origin: 'ours',
  access: 'public',
  effect: 'write',
  scope: 'account',
  stales: sessionReads,
  request: z.strictObject({ link_id: z.string(), password: newPassword }),
  response: z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) }),
});

/** Whether a link still sets a password: not once it was used or has expired. It tells nothing of whom it is for. */
export const getPasswordLinkInfo = operation({
  name: 'login.get_password_link_info',
  origin: 'ours',
  access: 'public',
  effect: 'read',
  scope: 'account',
  request: z.strictObject({ link_id: z.string() }),
  response: z.object({ active: z.boolean() }),
});

/** Ends the session if there is one; the cookie goes in any case. */
export const logout = operation({
  name: 'login.logout',
  since: '2.13',
  access: 'public',
  effect: 'write',
  scope: 'account',
  request: empty,
  response: empty,
});

/** The users of a ClearML Server that asks for a name only, by any part of the name; answered by the process in front of that server. */
export const simpleUsers = operation({
  name: 'login.simple_users',
  origin: 'ours',
  access: 'public',
  effect: 'read',
  scope: 'account',
  request: z.strictObject({ search: z.optional(z.string().check(z.maxLength(limits.searchText))) }),
  response: z.object({ users: z.array(z.object({ id: z.string(), name: z.string() })) }),
});

/** Logs in on a ClearML Server that asks for a name only: as one of its users, or by a name, which makes a user where nobody has it. */
export const simple = operation({
  name: 'login.simple',
  origin: 'ours',
  access: 'public',
  effect: 'write',
  scope: 'account',
  stales: sessionReads,
  request: z.union([z.strictObject({ user: id }), z.strictObject({ name: personName })]),
  response: empty,
});

/** What has become of an invitation, for whoever opens its link. */
export const invitationState = z.enum(['active', 'expired', 'revoked', 'used_up', 'full', 'wrong_account', 'unknown']);
export type InvitationState = z.output<typeof invitationState>;

/** What an invitation link leads to. Names only where it is active, or where one is a member already: joining by it changes nothing then, dead or not. */
export const getInviteInfo = operation({
  name: 'login.get_invite_info',
  origin: 'ours',
  access: 'public',
  effect: 'read',
  scope: 'account',
  request: z.strictObject({ invite_id: invitationId }),
  response: z.object({
    active: z.boolean(),
    state: invitationState,
    company_name: z.optional(z.string()),
    user_name: z.optional(z.string()),
    role: z.optional(role),
    /** seats; null is unlimited */
    allowed_users: z.nullish(z.number()),
    allocated_users: z.optional(z.number()),
    /** whether it is for one e-mail address only, which is not said; absent: no */
    bound: z.optional(z.boolean()),
    already_member: z.optional(z.boolean()),
  }),
});

const membershipReads = [
  'organization.get_user_companies',
  'organization.get_members',
  'organization.get_invites',
  'organization.get_departure_impact',
  'auth.get_credentials',
  'login.get_invite_info',
];

/** Joins by an invitation; the seat is counted in the same transaction. Already a member: same answer, nothing spent. */
export const joinCompany = operation({
  name: 'login.join_company',
  origin: 'ours',
  effect: 'write',
  scope: 'account',
  stales: membershipReads,
  request: z.strictObject({ invite_id: invitationId }),
  response: z.object({ company_id: z.string(), company_name: z.string() }),
});

/**
 * Leaves a workspace; one's keys there die in the same transaction. Answers the workspace to go on in. Its last member has to say `delete`, as it ends
 * then; where others are in it that asks for nothing.
 */
export const leaveCompany = operation({
  name: 'login.leave_company',
  origin: 'ours',
  effect: 'write',
  scope: 'account',
  stales: membershipReads,
  request: z.strictObject({ company_id: id, new_owner: z.optional(id), delete: z.optional(z.literal(true)) }),
  response: z.object({ company_id: z.string(), company_name: z.string(), revoked_credentials: z.number() }),
});
