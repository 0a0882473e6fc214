import type { ParsedRequestOf, organization } from '#contract/index.ts';

/** How a list of members is sorted. */
export type MemberOrder = NonNullable<ParsedRequestOf<typeof organization.getMembers>['order_by']>;

/** Where a page ended: what its last member is sorted by, and who it is. */
export interface PageEnd {
  readonly key: string | number;
  readonly user: string;
}

/** Where to go on with a list, as text that means nothing to whoever gets it. */
export const writeCursor = (order: MemberOrder, { key, user }: PageEnd): string =>
  Buffer.from(JSON.stringify([order, key, user])).toString('base64url');

const parse = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
};

/** Reads what `writeCursor` wrote for a list in the same order; null for anything else. */
export const readCursor = (order: MemberOrder, text: string): PageEnd | null => {
  const parts = parse(text);
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  const [of, key, user] = parts as unknown[]; // what stands in it is judged below
  const kind = order.endsWith('name') ? 'string' : 'number';
  if (of !== order || typeof key !== kind || (typeof key !== 'string' && !Number.isSafeInteger(key)) || typeof user !== 'string')
    return null;
  return { key: key as string | number, user }; // just judged
};
