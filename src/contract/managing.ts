import * as z from 'zod/mini';
import { credential } from './auth.ts';
import { accessKey, cursor, id, pageSize, role, time } from './fields.ts';
import { operation } from './operation.ts';

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
