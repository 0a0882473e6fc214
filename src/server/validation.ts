import type { FieldRule, Operation } from '#contract/index.ts';
import { Failure } from './failure.ts';

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
  readonly origin?: string;
}

/** What stands at a path of the request; undefined where there is nothing. */
const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null && Object.hasOwn(part, key) ? (part as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  ); // an object, as just checked

const ruleOf = (issue: Issue, request: unknown): FieldRule => {
  if (issue.code === 'too_small') return issue.origin === 'string' || issue.origin === 'array' ? 'too_short' : 'range';
  if (issue.code === 'too_big') return issue.origin === 'string' || issue.origin === 'array' ? 'too_long' : 'range';
  if (issue.code === 'invalid_format') return 'format';
  if (issue.code === 'unrecognized_keys') return 'unknown';
  return at(request, issue.path) == null ? 'required' : 'type';
};

const shown = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([field, rule]) => `error for field '${field}'${rule === 'required' ? '. field is required!' : `: ${rule}`}`)
    .join('; ');

/** So many fields at fault are named; an answer is no larger than what it is of use for. */
const fieldsMax = 20;

/** The request as its schema reads it. Throws 400/12 that names each field at fault and the rule it breaks. */
export const parseRequest = (operation: Operation, request: unknown): unknown => {
  const parsed = operation.request.safeParse(request);
  if (parsed.success) return parsed.data;
  const fields: Record<string, FieldRule> = {};
  for (const issue of parsed.error.issues as readonly Issue[]) {
    // the members that these kinds of issue have
    const names = issue.keys?.map((key) => [...issue.path, key]) ?? [issue.path];
    for (const name of names.slice(0, fieldsMax)) fields[name.join('.')] ??= ruleOf(issue, request);
    if (Object.keys(fields).length >= fieldsMax) break;
  }
  throw new Failure('invalid_input', { detail: ` (${shown(fields).slice(0, 500)})`, fields });
};
