import { limits } from '#contract/limits.ts';

/** Members on a page. */
export const pageSize = limits.membersPage;

/** What is known of a list that is read in pages: where each page begins, and how many rows there are once the last was read. */
export interface PageChain {
  /** by page; null begins the list */
  readonly cursors: readonly (string | null)[];
  readonly total: number | undefined;
}

/** Before anything was read. */
export const firstPage: PageChain = { cursors: [null], total: undefined };

/** The chain after an answer to page `page`: it says where the next one begins, or that there is none. The same object where that was known. */
export const learn = (
  chain: PageChain,
  page: number,
  { members, cursor }: { readonly members: readonly unknown[]; readonly cursor: string | null },
): PageChain => {
  if (cursor === null) {
    const total = page * pageSize + members.length;
    return chain.total === total ? chain : { cursors: chain.cursors.slice(0, page + 1), total };
  }
  if (chain.cursors[page + 1] === cursor) return chain;
  const wasLast = page + 1 === chain.cursors.length;
  const cursors = [...chain.cursors.slice(0, page + 1), cursor, ...chain.cursors.slice(page + 2)];
  return { cursors, total: wasLast ? undefined : chain.total };
};

/** How many rows to make room for: those that are known, and a page that is still to be read. */
export const rowsOf = ({ cursors, total }: PageChain): number => total ?? cursors.length * pageSize;

/** The pages around rows in view, half a page further to either side. */
export const pagesAround = ({ cursors }: PageChain, { first, last }: { readonly first: number; readonly last: number }): number[] => {
  const from = Math.max(0, Math.floor((first - pageSize / 2) / pageSize));
  const to = Math.min(cursors.length - 1, Math.floor((last + pageSize / 2) / pageSize));
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
};
