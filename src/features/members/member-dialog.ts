import type { Role, organization } from '#contract/index.ts';
import type { Listing } from './queries.ts';

/** What is done to several at once. */
export type Job = { readonly kind: 'remove' } | { readonly kind: 'role'; readonly role: Role };

/** What stands over the list of members. */
export type MemberDialog =
  | { readonly kind: 'remove' | 'keys'; readonly member: organization.Member }
  | { readonly kind: 'role'; readonly member: organization.Member; readonly role: Role }
  | { readonly kind: 'several'; readonly job: Job; readonly members: readonly organization.Member[] }
  | { readonly kind: 'find' }
  | { readonly kind: 'export'; readonly listing: Listing };
