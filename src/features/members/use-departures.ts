import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf } from '#api/api-error.ts';
import type { organization } from '#contract/index.ts';
import { departureQuery } from './queries.ts';
import type { Loss } from './stopping.tsx';

type Member = organization.Member;

/** Reads under way at the same time. */
const atOnce = 4;

/** What stops working of each of several members, read a few at a time. */
export const useDepartures = (workspace: string, members: readonly Member[]) => {
  const [begun, setBegun] = useState(atOnce);
  const answers = useQueries({
    queries: members.map(({ id }, place) => ({ ...departureQuery(workspace, id), enabled: place < begun })),
  });
  const read = answers.filter(({ isFetchedAfterMount }) => isFetchedAfterMount).length;
  if (begun < read + atOnce) setBegun(read + atOnce);

  const losses: Loss[] = [];
  const gone: Member[] = [];
  const failed: Member[] = [];
  for (const [place, member] of members.entries()) {
    const { data, error = null } = answers[place] ?? {};
    if (failureOf(error) === 'invalid_user_id') gone.push(member);
    else if (error !== null) failed.push(member);
    else if (data !== undefined) losses.push({ name: member.name, impact: data });
  }
  const errors = answers.filter(({ error }) => error !== null && failureOf(error) !== 'invalid_user_id');
  return {
    /** how many were read */
    read,
    losses,
    /** who is no member any more */
    gone,
    /** of whom it could not be read */
    failed,
    error: errors[0]?.error ?? null,
    pending: errors.some(({ isFetching }) => isFetching),
    retry: (): void => {
      for (const each of errors) void each.refetch();
    },
  };
};
