import { ApiError, failureOf, type FailureName } from './api-error.ts';
import { failureCopy } from './failure-copy.ts';
import { fieldCopy } from './field-copy.ts';

/** Failures that are about one field, although they are errors of their own. */
const fieldFailures: Partial<Record<FailureName, readonly [field: string, rule: string]>> = {
  email_taken: ['email', 'taken'],
  common_password: ['password', 'common'],
};

/** The part of React Hook Form's `setError` that is used here. */
type SetError<Name extends string> = (name: Name, error: { type: string; message: string }, options: { shouldFocus: boolean }) => void;

/**
 * Puts a failed call's errors at the fields that they are about and focuses the first. Answers the message for the form itself
 * where no field took it, else undefined. `names` are the form's fields.
 */
export const applyFieldErrors = <Name extends string>(
  error: unknown,
  setError: SetError<Name>,
  names: readonly Name[],
): string | undefined => {
  const told = rulesOf(error);
  const taken = names.filter((name) => told[name] !== undefined);
  taken.forEach((name, index) => {
    const rule = told[name] ?? 'type';
    setError(name, { type: rule, message: fieldCopy(rule, name) }, { shouldFocus: index === 0 });
  });
  return taken.length === 0 ? failureCopy(error) : undefined;
};

const rulesOf = (error: unknown): Readonly<Record<string, string>> => {
  if (!(error instanceof ApiError)) return {};
  const [field, rule] = fieldFailures[error.failure] ?? [];
  return field === undefined || rule === undefined ? error.fields : { ...error.fields, [field]: rule };
};

/** Whether no answer came that can be read: what was asked for may have been done. */
export const isUnanswered = (error: unknown): boolean => ['offline', 'timeout', 'bad_answer'].includes(failureOf(error));
