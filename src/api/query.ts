import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useRef } from 'react';
import type * as z from 'zod/mini';
import type { Operation, RequestOf, ResponseOf } from '#contract/index.ts';
import type { ApiError } from './api-error.ts';
import { call } from './call.ts';
import { tabChannel } from './tab-channel.ts';

/**
 * The query of an operation. Its key is the operation's name, the workspace (where the answer depends on it) and the request:
 * made here and nowhere else.
 */
export const queryFor = <O extends Operation>(operation: O, request: RequestOf<O>, workspace?: string) => {
  const scope = operation.scope === 'workspace' ? workspace : undefined;
  return queryOptions<ResponseOf<O>, ApiError>({
    queryKey: [operation.name, scope ?? null, request],
    queryFn: ({ signal }) => call(operation, request, { workspace: scope, signal }),
  });
};

/** An operation that answers its list in pages: `cursor` of an answer asks for the next one, null ends it. */
type PagedOperation = Operation<
  string,
  z.ZodMiniType<unknown, { cursor?: string | null | undefined }>,
  z.ZodMiniType<{ cursor: string | null }>
>;

/** The query of an operation that answers in pages, fetched one after the other. `request` has no cursor. */
export const pagesFor = <O extends PagedOperation>(operation: O, request: Omit<RequestOf<O>, 'cursor'>, workspace?: string) => {
  const scope = operation.scope === 'workspace' ? workspace : undefined;
  return infiniteQueryOptions({
    queryKey: [operation.name, scope ?? null, request, 'pages'] as const,
    queryFn: ({ signal, pageParam }): Promise<ResponseOf<O>> => {
      const page = { ...request, ...(pageParam === null ? {} : { cursor: pageParam }) } as RequestOf<O>; // the request whole again
      return call(operation, page, { workspace: scope, signal });
    },
    initialPageParam: null as string | null, // the literal alone would be the type `null`
    getNextPageParam: ({ cursor }) => cursor,
  });
};

/** Names of reads that became out of date here, for this browser's other tabs. */
const tabs = tabChannel('clearml-profile');

/** Fetches again whatever is shown of these operations. */
export const refresh = (client: QueryClient, names: readonly string[]): Promise<void> =>
  client.invalidateQueries({ predicate: ({ queryKey }) => names.includes(String(queryKey[0])) });

/** Lets this browser's other tabs fetch these reads again, for a write that `useAction` does not make. */
export const tellOtherTabs = (names: readonly string[]): void => tabs?.postMessage(names);

/**
 * A write. When it succeeds, every read that the contract says it makes out of date is fetched again, in all tabs.
 * Its answer is not kept: it may hold a secret. `onAnswer` has it before those reads, and they wait for it.
 * The same request made again while it is under way (a double click) is not sent twice: both get the one answer.
 */
export const useAction = <O extends Operation>(
  operation: O,
  workspace?: string,
  onAnswer?: (answer: ResponseOf<O>, request: RequestOf<O>) => void | Promise<void>,
): UseMutationResult<ResponseOf<O>, ApiError, RequestOf<O>> => {
  const client = useQueryClient();
  const underWay = useRef(new Map<string, Promise<ResponseOf<O>>>());
  return useMutation<ResponseOf<O>, ApiError, RequestOf<O>>({
    mutationFn: (request) => {
      const key = JSON.stringify(request);
      const running = underWay.current.get(key);
      if (running !== undefined) return running;
      const started = call(operation, request, { workspace }).finally(() => underWay.current.delete(key));
      underWay.current.set(key, started);
      return started;
    },
    gcTime: 0,
    onSuccess: async (answer, request) => {
      await onAnswer?.(answer, request);
      tellOtherTabs(operation.stales);
      await refresh(client, operation.stales);
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
