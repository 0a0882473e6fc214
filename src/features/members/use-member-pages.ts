import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { organization } from '#contract/index.ts';
import type { OnRows } from '#ui/use-window-of-rows.ts';
import { firstPage, learn, pagesAround, pageSize, rowsOf, type PageChain } from './page-chain.ts';
import { memberPage, type Listing } from './queries.ts';

/** A list that is shown, and what is known of it. */
interface Shown {
  readonly listing: Listing;
  readonly chain: PageChain;
}

const half = pageSize / 2;

const pageOf = (index: number): number => Math.floor(index / pageSize);

/**
 * The members that match, of which only the pages around what is in view are kept: those, and no others, are read again after a change. Another
 * listing takes the place of the one before when its first page is there. `known`: what is known of the listing already.
 */
export const useMemberPages = (workspace: string, listing: Listing, known: PageChain) => {
  const [first, setFirst] = useState(0);
  const [last, setLast] = useState(0);
  const begin = useQuery(memberPage(workspace, listing, null));
  const [shown, setShown] = useState<Shown>({ listing, chain: known });
  const pages = pagesAround(shown.chain, { first, last });
  const { cursors } = shown.chain;
  const answers = useQueries({ queries: pages.map((page) => memberPage(workspace, shown.listing, cursors[page] ?? null)) });

  if (shown.listing !== listing && begin.data !== undefined) setShown({ listing, chain: firstPage });
  else {
    // what stands first has the say: where it moved the beginning of the next page, that one is to be read anew
    const chains = pages.map((page, at) => (answers[at]?.data === undefined ? shown.chain : learn(shown.chain, page, answers[at].data)));
    const chain = chains.find((each) => each !== shown.chain);
    if (chain !== undefined) setShown({ listing: shown.listing, chain });
  }

  const onRows = useCallback<OnRows>((from, to) => {
    // by half pages, so that not every row that comes into view draws the list anew
    setFirst(Math.floor(from / half) * half);
    setLast(Math.floor(to / half) * half);
  }, []);
  const failed = answers.filter(({ data, error }) => data === undefined && error !== null);
  return {
    /** whether anything of the listing was read */
    begun: begin.data !== undefined,
    chain: shown.chain,
    count: rowsOf(shown.chain),
    complete: shown.chain.total !== undefined,
    pageOf,
    memberAt: (index: number): organization.Member | undefined => answers[pages.indexOf(pageOf(index))]?.data?.members[index % pageSize],
    /** those that are kept */
    members: answers.flatMap(({ data }) => data?.members ?? []),
    /** whether those are all that is listed, as it is now */
    whole:
      shown.listing === listing &&
      shown.chain.total !== undefined &&
      pages.length === cursors.length &&
      answers.every(({ data, isFetching }) => data !== undefined && !isFetching),
    /** whether another listing is on its way */
    turning: shown.listing !== listing,
    reading: answers.some(({ data, isFetching }) => data === undefined && isFetching),
    error: (begin.data === undefined ? begin.error : failed[0]?.error) ?? null,
    retry: (): void => {
      for (const each of begin.data === undefined ? [begin] : failed) void each.refetch();
    },
    fetching: begin.isFetching || failed.some(({ isFetching }) => isFetching),
    onRows,
  };
};
