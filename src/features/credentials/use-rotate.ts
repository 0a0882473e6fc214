import { useAction } from '#api/query.ts';
import { rotateCredentials } from '#contract/rotation.ts';
import type { NewPair } from './queries.ts';

/** `onMade` has the pair at once, whatever becomes of the list. */
export const useRotateCredentials = (workspace: string, onMade: (made: NewPair) => void) =>
  useAction(rotateCredentials, workspace, ({ credentials }) => onMade(credentials));
