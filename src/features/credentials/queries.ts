import { useQueryClient } from '@tanstack/react-query';
import { queryFor, useAction } from '#api/query.ts';
import type { AnswerOf } from '#contract/by-name.ts';

/** One's own keys in a workspace. */
export const credentialsQuery = (workspace: string) => queryFor('auth.get_credentials', {}, workspace);

/** The new pair, with its secret: in no cache, and in no other answer. */
export type NewPair = AnswerOf<'auth.create_credentials'>['credentials'];

/** `onMade` has the pair at once, whatever becomes of the list. */
export const useCreateCredentials = (workspace: string, onMade: (made: NewPair) => void) =>
  useAction('auth.create_credentials', workspace, ({ credentials }) => onMade(credentials));

export const useEditCredentials = (workspace: string) => useAction('auth.edit_credentials', workspace);

/** Reads the keys of a workspace again, when a call has shown that the list is out of date. */
export const useRefreshCredentials = (workspace: string): (() => void) => {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: credentialsQuery(workspace).queryKey });
};
