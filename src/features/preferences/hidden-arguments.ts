import type { Preferences } from '#contract/users.ts';
import { valueAt } from './model.ts';

/** Where ClearML's web keeps them: a list of `{key}` (WEB view.reducer.ts). */
export const hiddenArgumentsPath = ['views', 'redactedArguments'] as const;

/** What ClearML's web hides until somebody chooses. */
const usual = ['CLEARML_API_SECRET_KEY', 'CLEARML_AGENT_GIT_PASS', 'AWS_SECRET_ACCESS_KEY', 'AZURE_STORAGE_KEY'];

const keyOf = (entry: unknown): readonly string[] =>
  typeof entry === 'object' && entry !== null && 'key' in entry && typeof entry.key === 'string' ? [entry.key] : [];

/** The names of the container arguments whose values are hidden. */
export const hiddenArguments = (preferences: Preferences): readonly string[] => {
  const stored = valueAt(preferences, hiddenArgumentsPath);
  return Array.isArray(stored) ? stored.flatMap(keyOf) : usual;
};

/** Names as ClearML's web stores them: each once, without blanks around it, none of them empty. */
export const asHiddenArguments = (names: readonly string[]): { readonly key: string }[] =>
  [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '').map((key) => ({ key }));
