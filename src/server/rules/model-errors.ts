import { repr, str } from './python.ts';

/** What a schema found wrong with a field of a request. */
export interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  /** of `invalid_type` */
  readonly expected?: string;
  /** of `unrecognized_keys` */
  readonly keys?: readonly string[];
  readonly origin?: string;
  /** of `too_big` */
  readonly maximum?: number | bigint;
}

/** Names of types as Python has them. */
const types: Readonly<Record<string, string>> = {
  string: 'str',
  number: 'int',
  int: 'int',
  boolean: 'bool',
  object: 'dict',
  record: 'dict',
  array: 'list',
};

const isMissing = (value: unknown): boolean => value === undefined;

/** What is wrong with a value, in the words of the library that checks ClearML's requests (jsonmodels); undefined where the rule is one of ours. */
const fault = ({ code, expected = '', origin, maximum }: Issue, value: unknown): string | undefined => {
  if (value === null) return 'field is required!';
  if (code === 'invalid_type') return `('value is wrong, expected type "${types[expected] ?? expected}"', ${repr(value)})`;
  if (code === 'invalid_value') return `value ${repr(value)} is not a valid choice.`;
  if (code === 'too_big' && origin !== 'string' && origin !== 'array') return `'${str(value)}' is bigger than maximum ('${maximum}').`;
  return undefined;
};

/**
 * What ClearML says of a request that does not fit: the first field at fault by its name, those that were sent before those that were not.
 * It says so in lower case, values too. `rule`: what to say where ClearML has no such rule.
 */
export const modelError = (issues: readonly Issue[], valueOf: (issue: Issue) => unknown, rule: (issue: Issue) => string): string => {
  const rank = (issue: Issue): string => `${isMissing(valueOf(issue)) ? 1 : 0} ${issue.path.join('.')}`;
  const [first] = issues.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
  if (first === undefined) return '';
  const [field, value] = [first.path.join('.'), valueOf(first)];
  if (isMissing(value)) return `error for field '${field}'. field is required!`;
  return `error for field '${field}': ${fault(first, value) ?? rule(first)}.`.toLowerCase();
};
