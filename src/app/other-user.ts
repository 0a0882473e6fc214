import type { QueryClient } from '@tanstack/react-query';
import { allowCalls, callFor } from '#api/call.ts';
import { userQuery } from '#features/session/queries.ts';
import { dropUnsaved } from '#ui/unsaved.ts';
import { href } from './href.ts';
import { joinPath } from './paths.ts';

/** Opens the page anew for whoever is logged in now: their profile, or the invitation that they follow. What was typed as somebody else is not kept for them, so nobody is asked about it, and nothing that waits is sent. */
export const startAnew = (): void => {
  dropUnsaved();
  allowCalls(false);
  const invite = new URLSearchParams(location.search).get('invite');
  location.replace(href(invite === null ? '/profile' : joinPath(invite)));
};

/** Opens the page anew where another tab logged in as somebody else, by whose cookie nothing is done from here. Answers a function that ends it. */
export const followUser = (client: QueryClient): (() => void) => {
  allowCalls(true);
  const user = (): string | undefined => client.getQueryData(userQuery.queryKey)?.user.id;
  callFor(user);
  let shown: string | undefined;
  const end = client.getQueryCache().subscribe(() => {
    const now = user();
    if (shown !== undefined && now !== undefined && now !== shown) startAnew();
    shown = now;
  });
  return () => {
    callFor(() => undefined);
    end();
  };
};
