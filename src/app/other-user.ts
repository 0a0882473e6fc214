import type { QueryClient } from '@tanstack/react-query';
import { base } from '#api/base.ts';
import { allowCalls } from '#api/call.ts';
import { userQuery } from '#features/session/queries.ts';
import { dropUnsaved } from '#ui/unsaved.ts';

/** Opens the page anew for whoever is logged in now. What was typed as somebody else is not kept for them, so nobody is asked about it, and nothing that waits is sent. */
export const startAnew = (): void => {
  dropUnsaved();
  allowCalls(false);
  location.replace(`${base}profile`);
};

/** Opens the page anew where another tab logged in as somebody else. Answers a function that ends it. */
export const followUser = (client: QueryClient): (() => void) => {
  allowCalls(true);
  let shown: string | undefined;
  return client.getQueryCache().subscribe(() => {
    const now = client.getQueryData(userQuery.queryKey)?.user.id;
    if (shown !== undefined && now !== undefined && now !== shown) startAnew();
    shown = now;
  });
};
