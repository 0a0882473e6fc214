import { isBefore } from './rules.ts';

/** Fields of users and keys by the API version that brought them. */
const since: Readonly<Record<string, string>> = {
  label: '2.17',
  last_used_from: '2.17',
  getting_started: '2.20',
  created: '2.20',
  settings: '2.26',
  created_in_version: '2.31',
};

/** The operations whose answers have them; what others answer may have the same names for something else. */
const dated = /^(?:users\.get_(?:current_user|all|all_ex|by_id)|auth\.(?:get|create)_credentials)$/;

const without = (value: unknown, version: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => without(one, version));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !isBefore(version, since[name] ?? '1.0'))
      .map(([name, one]) => [name, without(one, version)]),
  );
};

/** Every object of an answer with a field that nobody knows yet; what users keep in their preferences is left alone. */
export const withUnknownFields = <Value>(value: Value): Value => {
  const extended = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(extended);
    if (typeof one !== 'object' || one === null) return one;
    const entries = Object.entries(one).map(([name, part]) => [name, name === 'preferences' ? part : extended(part)] as const);
    return { ...Object.fromEntries(entries), field_of_a_later_version: { is: ['new'] } };
  };
  return extended(value) as Value; // the same and more
};

/** What a server of this version would answer. */
export const asOfVersion = <Value>(data: Value, operation: string, version: string): Value =>
  dated.test(operation) ? (without(data, version) as Value) : data; // fewer optional fields
