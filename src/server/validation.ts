import type { FieldRule, Operation } from '#contract/index.ts';
import { Failure } from './failure.ts';
import { modelError, type Issue } from './rules/model-errors.ts';
import { int, truth } from './rules/python.ts';

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

/** So many fields at fault are named, in so many characters; an answer is no larger than what it is of use for. */
const fieldsMax = 20;
const textMax = 500;

/** Each field at fault with the rule it breaks. */
const refuseOurs = (issues: readonly Issue[], request: unknown): never => {
  const fields: Record<string, FieldRule> = {};
  for (const issue of issues) {
    const names = issue.keys?.map((key) => [...issue.path, key]) ?? [issue.path];
    for (const name of names.slice(0, fieldsMax)) fields[name.join('.')] ??= ruleOf(issue, request);
    if (Object.keys(fields).length >= fieldsMax) break;
  }
  throw new Failure('invalid_input', { detail: ` (${shown(fields).slice(0, textMax)})`, fields });
};

/** Operations whose fields, but for `user`, ClearML hands to its database unread: what that says it was doing. */
const unread: Readonly<Record<string, string>> = { 'users.update': 'updating user' };

/** The first field at fault, in ClearML's words. */
const refuseClearml = ({ name }: Operation, issues: readonly Issue[], request: unknown): never => {
  const stored = unread[name] === undefined || issues.some(({ path }) => path[0] === 'user') ? [] : issues;
  const noText = stored.find(({ code }) => code === 'invalid_type');
  if (noText !== undefined)
    throw new Failure('invalid_data', {
      detail: ` (while ${unread[name]}): ${noText.path.join('.')}=StringField only accepts string values`,
    });
  const text = modelError(
    issues,
    ({ path }) => at(request, path),
    (issue) => ruleOf(issue, request),
  );
  throw new Failure('invalid_input', { detail: ` (${text.slice(0, textMax)})` });
};

/** A request with flags and whole numbers read as loosely as ClearML reads them. Throws 400/12 for a text that is no number. */
const readLoosely = (request: unknown, issues: readonly Issue[]): unknown => {
  const read: Record<string, unknown> = {};
  for (const { path, expected = '' } of issues) {
    const [field = ''] = path;
    const value = at(request, path);
    if (path.length !== 1 || value == null) continue;
    if (expected === 'boolean') read[String(field)] = truth(value);
    if (expected !== 'number' && expected !== 'int') continue;
    const number = int(value);
    if (typeof number !== 'number') throw new Failure('invalid_input', { detail: ` (${number.refused.slice(0, textMax)})` });
    read[String(field)] = number;
  }
  return { ...(request as object), ...read }; // a body is an object
};

/** The request as its schema reads it. Throws 400: for our operations each field at fault is named with the rule it breaks, for ClearML's the first one in ClearML's words. */
export const parseRequest = (operation: Operation, request: unknown): unknown => {
  const parsed = operation.request.safeParse(request);
  if (parsed.success) return parsed.data;
  // the members that these kinds of issue have
  const issues = parsed.error.issues as readonly Issue[];
  if (operation.origin === 'ours') return refuseOurs(issues, request);
  const read = readLoosely(request, issues);
  const again = operation.request.safeParse(read);
  return again.success ? again.data : refuseClearml(operation, again.error.issues, read);
};
