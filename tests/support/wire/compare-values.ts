/** A place where an answer is not what was recorded; what is absent is undefined. */
export interface Difference {
  readonly at: string;
  readonly recorded: unknown;
  readonly answered: unknown;
}

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Python's ISO-8601: six digits of a second or none, with a zone or without. The time itself is each server's own. */
const timeShape = (text: string): string | undefined => {
  const [all, , zone = ''] = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?(\+00:00)?$/.exec(text) ?? [];
  return all === undefined ? undefined : `time${zone}`;
};

const isSecret = (text: unknown): boolean => typeof text === 'string' && /^[A-Za-z0-9][A-Za-z0-9_-]{66}$/.test(text);
const isToken = (text: unknown): boolean => typeof text === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text);

const sameText = (recorded: string, answered: unknown, asRecorded: (text: string) => string): boolean => {
  if (typeof answered !== 'string') return false;
  if (recorded === '<JWT>') return isToken(answered);
  if (recorded.startsWith('<secret ')) return isSecret(answered);
  const shape = timeShape(recorded);
  return shape === undefined ? asRecorded(answered) === recorded : timeShape(answered) === shape;
};

/** Which entry of a list this is, where entries have a name: then lists of different lengths can be compared. */
const nameOf = (entry: unknown, asRecorded: (text: string) => string): string | undefined => {
  const name = isObject(entry) ? (entry['id'] ?? entry['access_key']) : undefined;
  return typeof name === 'string' ? asRecorded(name) : undefined;
};

const byName = (list: readonly unknown[], asRecorded: (text: string) => string): Map<string, unknown> =>
  new Map(list.map((entry, at) => [nameOf(entry, asRecorded) ?? String(at), entry]));

const compareLists = (
  at: string,
  recorded: readonly unknown[],
  answered: readonly unknown[],
  asRecorded: (text: string) => string,
): Difference[] => {
  const [wanted, got] = [byName(recorded, (text) => text), byName(answered, asRecorded)];
  const [shared, order] = [[...wanted.keys()].filter((name) => got.has(name)), [...got.keys()].filter((name) => wanted.has(name))];
  const moved = shared.join() === order.join() ? [] : [{ at: `${at} (order)`, recorded: shared, answered: order }];
  const entries = [...new Set([...wanted.keys(), ...got.keys()])];
  return [...moved, ...entries.flatMap((name) => compareValues(`${at}.${name}`, wanted.get(name), got.get(name), asRecorded))];
};

/** Compares two values part by part. `asRecorded`: an answered text with what this server made replaced by what was recorded. */
export const compareValues = (at: string, recorded: unknown, answered: unknown, asRecorded: (text: string) => string): Difference[] => {
  if (typeof recorded === 'string' && sameText(recorded, answered, asRecorded)) return [];
  if (Array.isArray(recorded) && Array.isArray(answered)) return compareLists(at, recorded, answered, asRecorded);
  if (isObject(recorded) && isObject(answered))
    return [...new Set([...Object.keys(recorded), ...Object.keys(answered)])].flatMap((name) =>
      compareValues(`${at}.${name}`, recorded[name], answered[name], asRecorded),
    );
  return Object.is(recorded, answered) ? [] : [{ at, recorded, answered }];
};
