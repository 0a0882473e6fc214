import type { Preferences } from '#contract/users.ts';
import { valueAt } from './model.ts';

/** Where ClearML's web keeps them: a list of `{key}` (WEB view.reducer.ts). */
export const hiddenArgumentsPath = ['views', 'redactedArguments'] as const;

/** What ClearML's web hides until somebody chooses. */
const usual = ['CLEARML_API_SECRET_KEY', 'CLEARML_AGENT_GIT_PASS', 'AWS_SECRET_ACCESS_KEY', 'AZURE_STORAGE_KEY'];

const keyOf = (entry: unknown): readonly string[] =>
  typeof entry === 'object' && entry !== null && 'key' in entry && typeof entry.key === 'string' ? [entry.key] : [];

const namesIn = (stored: unknown): readonly string[] => (Array.isArray(stored) ? stored.flatMap(keyOf) : usual);

/** The names of the container arguments whose values are hidden. */
export const hiddenArguments = (preferences: Preferences): readonly string[] => namesIn(valueAt(preferences, hiddenArgumentsPath));

/** Names as ClearML's web stores them: each once, without blanks around it, none of them empty. */
const asStored = (names: readonly string[]): { readonly key: string }[] =>
  [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '').map((key) => ({ key }));

/** A line of the list as somebody edits it. */
export interface EditedArgument {
  readonly name: string;
  /** the name that the line had in the list when it was opened; a line that was added had none */
  readonly was?: string;
}

/** The stored list with what somebody changed in the one that was opened: what another program added or removed meanwhile stays so. */
export const withEdits = (stored: unknown, opened: readonly string[], lines: readonly EditedArgument[]): { readonly key: string }[] => {
  const edited = (name: string): readonly string[] => {
    const line = lines.find(({ was }) => was === name);
    if (line !== undefined) return [line.name];
    return opened.includes(name) ? [] : [name];
  };
  const changed = lines.filter(({ name, was }) => name !== was).map(({ name }) => name);
  return asStored([...namesIn(stored).flatMap(edited), ...changed]);
};
