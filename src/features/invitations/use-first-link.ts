import { useLayoutEffect, useRef } from 'react';
import type { ApiError } from '#api/api-error.ts';
import { useCreateInvite } from './queries.ts';

interface FirstLink {
  readonly isPending: boolean;
  readonly error: ApiError | null;
  readonly retry: () => void;
}

/**
 * Decides once, when it is known whether there is a link, and makes one with the usual settings where there is none.
 * A link that is revoked later, in the same dialog, is not replaced.
 */
export const useFirstLink = (workspace: string, found: boolean | undefined): FirstLink => {
  const { mutate, isPending, error } = useCreateInvite(workspace);
  const decided = useRef(false);
  // before the browser paints: the dialog never shows that there is no link only to take it back
  useLayoutEffect(() => {
    if (found === undefined || decided.current) return;
    decided.current = true;
    if (!found) mutate({});
  }, [found, mutate]);
  return { isPending, error, retry: () => mutate({}) };
};
