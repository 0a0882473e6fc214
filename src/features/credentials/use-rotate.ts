import { useAction } from '#api/query.ts';
import type { NewPair } from './queries.ts';

/** The pair that takes the place of a key, and when that ends; undefined: it has. */
export interface Rotated {
  readonly pair: NewPair;
  readonly oldEnds: string | undefined;
}

/** `onMade` has the pair at once, whatever becomes of the list. */
export const useRotateCredentials = (workspace: string, onMade: (made: Rotated) => void) =>
  useAction('auth.rotate_credentials', workspace, ({ credentials, old_expires }, { overlap_sec }) =>
    onMade({ pair: credentials, oldEnds: overlap_sec === 0 ? undefined : old_expires }),
  );
