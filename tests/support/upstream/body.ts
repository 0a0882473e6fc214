import { Refusal, refusal, refusalSaying, type Fields } from './recordings.ts';

/** How Python would print a value. */
const asPython = (value: unknown): string => {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(asPython).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, one]) => `'${key}': ${asPython(one)}`)
    .join(', ')}}`;
};

const converted = (text: string): unknown => {
  if (/^\d+$/.test(text)) return Number(text);
  return text === 'true' || text === 'false' ? text === 'true' : text;
};

const parameters = (query: URLSearchParams): Fields =>
  Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name).map(converted);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );

const parsed = (text: string): unknown => {
  if (text === '') return {};
  try {
    return JSON.parse(text) ?? {};
  } catch {
    throw refusal('fixed_193');
  }
};

/** The fields of a call: JSON whatever the type says, with those of a form or the query over it. */
export const fieldsOf = (text: string, type: string | undefined, query: URLSearchParams): Fields => {
  const isForm = type?.startsWith('application/x-www-form-urlencoded') === true;
  const body = isForm ? parameters(new URLSearchParams(text)) : parsed(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw refusal('fixed_196');
  return { ...body, ...parameters(query) };
};

/** Names of fields with what they must be; `!` is a field that must be there. */
export type Needs = Readonly<Record<string, 'str' | 'str!' | 'dict!'>>;

const isA = (type: string, value: unknown): boolean =>
  type === 'str' ? typeof value === 'string' : typeof value === 'object' && !Array.isArray(value);

/** Refuses a body that lacks a field or has one of a wrong type. */
export const check = (fields: Fields, needs: Needs): void => {
  for (const [field, need] of Object.entries(needs)) {
    const isRequired = need.endsWith('!');
    const type = need.replace('!', '');
    const value = fields[field];
    if (isRequired && value === undefined) throw refusal('fixed_055', { field });
    if (isRequired && value === null) throw refusal('fixed_057', { field });
    if (value !== undefined && value !== null && !isA(type, value)) throw wrongType(field, type, value);
  }
};

/** What the server says of a field of another type. */
export const wrongType = (field: string, type: string, value: unknown): Refusal =>
  refusalSaying(
    'fixed_058',
    `Validation error (error for field '${field}': ('value is wrong, expected type "${type}"', ${asPython(value)}).)`,
  );
