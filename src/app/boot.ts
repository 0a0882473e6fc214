import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { base } from '#api/base.ts';
import { unanswered } from '#api/failure-copy.ts';
import { seed, type BootAnswer } from '#api/query.ts';
import type { Configuration } from '#contract/configuration.ts';
import { setClock } from '#lib/clock.ts';

/** Where the page is served from, and what is behind it. */
export interface Site {
  readonly configuration: Configuration;
  /** where browsers reach the page, without a slash at the end */
  readonly origin: string;
}

/** What the server puts into `#boot`: the first answers, so that nothing waits for a call after the script. */
interface Block extends Site {
  readonly answers: readonly BootAnswer[];
  /** ms since 1970 */
  readonly time?: number;
}

/** `configuration.json` is a file, not an operation: its query is made here, and only here. */
export const siteQuery = queryOptions<Site>({
  queryKey: ['configuration.json', null, {}],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => ({ configuration: await readConfiguration(signal), origin: trimmed(location.origin + base) }),
});

const readConfiguration = async (signal: AbortSignal): Promise<Configuration> => {
  try {
    const [{ configuration }, answer] = await Promise.all([
      import('#contract/configuration.ts'),
      fetch(`${base}configuration.json`, { signal, cache: 'no-cache' }),
    ]);
    return configuration.parse(answer.status === 404 ? {} : await answer.json());
  } catch (error) {
    if (signal.aborted) throw error;
    throw unanswered(error instanceof TypeError ? 'offline' : 'bad_answer', `configuration.json: ${String(error)}`, 0);
  }
};

/** Takes the document's block, where there is one; a page served as plain files has none and asks. */
export const takeBoot = (client: QueryClient, document: Document): void => {
  const text = document.querySelector('#boot')?.textContent ?? '';
  if (text.trim() === '') return;
  const boot = JSON.parse(text) as Block; // by the server that this script is of, with every document anew
  client.setQueryData(siteQuery.queryKey, { configuration: boot.configuration, origin: trimmed(boot.origin) });
  setClock(boot.time);
  seed(client, boot.answers);
};

const trimmed = (address: string): string => address.replace(/\/+$/u, '');
