import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useRef } from 'react';
import type { AnswerOf, Named, OperationName, RequestTo } from '#contract/by-name.ts';
import type { ApiError } from './api-error.ts';
import { call } from './call.ts';
import { tabChannel } from './tab-channel.ts';

/** The workspace to ask in, where the answer depends on it. */
type Place<Name extends OperationName> = Named<Name>['scope'] extends 'workspace' ? [workspace: string] : [];

/**
 * The query of an operation. Its key is the operation's name, the workspace (where the answer depends on it) and the request:
 * made here and nowhere else.
 */
export const queryFor = <Name extends OperationName>(name: Name, request: RequestTo<Name>, ...[workspace]: Place<Name>) =>
  queryOptions<AnswerOf<Name>, ApiError>({
    queryKey: [name, workspace ?? null, request],
    queryFn: ({ signal }) => call(name, request, { workspace, signal }),
  });

/** The operations that answer their list in pages: `cursor` of an answer asks for the next one, null ends it. */
type PagedName = { [Name in OperationName]: AnswerOf<Name> extends { cursor: string | null } ? Name : never }[OperationName];

/** The query of an operation that answers in pages, fetched one after the other. `request` has no cursor. */
export const pagesFor = <Name extends PagedName>(name: Name, request: Omit<RequestTo<Name>, 'cursor'>, ...[workspace]: Place<Name>) =>
  infiniteQueryOptions({
    queryKey: [name, workspace ?? null, request, 'pages'] as const,
    queryFn: ({ signal, pageParam }): Promise<AnswerOf<Name>> => {
      const page = { ...request, ...(pageParam === null ? {} : { cursor: pageParam }) } as RequestTo<Name>; // the request whole again
      return call(name, page, { workspace, signal });
    },
    initialPageParam: null as string | null, // the literal alone would be the type `null`
    getNextPageParam: ({ cursor }) => cursor,
  });

/** Names of reads that became out of date here, for this browser's other tabs. */
const tabs = tabChannel('clearml-profile');

/** Fetches again whatever is shown of these operations. */
export const refresh = (client: QueryClient, names: readonly string[]): Promise<void> =>
  client.invalidateQueries({ predicate: ({ queryKey }) => names.includes(String(queryKey[0])) });

/** Names of the reads that a write makes out of date. Once it has been answered, what knows them is there; where that does not come, nothing can be read either. */
export const stalesOf = async (name: OperationName): Promise<readonly string[]> => {
  const contract = await import('#contract/by-name.ts').catch(() => undefined);
  return contract?.operationOf(name).stales ?? [];
};

/** Fetches again, in this tab, what a write makes out of date that somebody else may have made. */
export const refreshAfter = async (client: QueryClient, name: OperationName): Promise<void> => refresh(client, await stalesOf(name));

/** Lets this browser's other tabs fetch these reads again, for a write that `useAction` does not make. */
export const tellOtherTabs = (names: readonly string[]): void => tabs?.postMessage(names);

/**
 * A write. When it succeeds, every read that the contract says it makes out of date is fetched again, in all tabs.
 * Its answer is not kept: it may hold a secret. `onAnswer` has it before those reads, and they wait for it.
 * The same request made again while it is under way (a double click) is not sent twice: both get the one answer.
 */
export const useAction = <Name extends OperationName>(
  name: Name,
  workspace?: string,
  onAnswer?: (answer: AnswerOf<Name>, request: RequestTo<Name>) => void | Promise<void>,
): UseMutationResult<AnswerOf<Name>, ApiError, RequestTo<Name>> => {
  const client = useQueryClient();
  const underWay = useRef(new Map<string, Promise<AnswerOf<Name>>>());
  return useMutation<AnswerOf<Name>, ApiError, RequestTo<Name>>({
    mutationFn: (request) => {
      const key = JSON.stringify(request);
      const running = underWay.current.get(key);
      if (running !== undefined) return running;
      const started = call(name, request, { workspace }).finally(() => underWay.current.delete(key));
      underWay.current.set(key, started);
      return started;
    },
    gcTime: 0,
    onSuccess: async (answer, request) => {
      await onAnswer?.(answer, request);
      const stales = await stalesOf(name);
      tellOtherTabs(stales);
      await refresh(client, stales);
    },
  });
};

/** Follows the writes of other tabs, and says before what was told. Answers a function that ends it. */
export const followOtherTabs = (client: QueryClient, onTold: (names: readonly string[]) => void): (() => void) => {
  const follow = ({ data }: MessageEvent<readonly string[]>): void => {
    onTold(data);
    void refresh(client, data);
  };
  tabs?.addEventListener('message', follow);
  return () => tabs?.removeEventListener('message', follow);
};

/** One answer that the server put into the document: `[operation name, workspace or null, request, data]`. */
export type BootAnswer = readonly [name: string, workspace: string | null, request: unknown, data: unknown];

/** Puts the document's answers where `queryFor` looks for them, so that nothing is asked twice. */
export const seed = (client: QueryClient, answers: readonly BootAnswer[]): void => {
  for (const [name, workspace, request, data] of answers) client.setQueryData([name, workspace, request], data);
};
