import type { ParsedRequestOf, organization } from '#contract/index.ts';
import { readCursor, writeCursor } from './cursor.ts';

/** How a list of members is sorted. */
export type MemberOrder = NonNullable<ParsedRequestOf<typeof organization.getMembers>['order_by']>;

/** Where a page ended: what its last member is sorted by, and who it is. */
export interface PageEnd {
  readonly key: string | number;
  readonly user: string;
}

/** Where to go on with a list of members. */
export const writeMemberCursor = (order: MemberOrder, { key, user }: PageEnd): string => writeCursor([order, key, user]);

/** Reads what `writeMemberCursor` wrote for a list in the same order; null for anything else. */
export const readMemberCursor = (order: MemberOrder, text: string): PageEnd | null => {
  const [of, key, user] = readCursor(text, ['string', order.endsWith('name') ? 'string' : 'number', 'string']) ?? [];
  return of === order && key !== undefined && user !== undefined ? { key, user } : null;
};
