import * as z from 'zod/mini';
import { expect, test } from 'vitest';
import { operation } from '#contract/operation.ts';
import { parseRequest } from '#server/validation.ts';

const sample = {
  name: 'auth.sample',
  effect: 'write',
  request: z.object({
    text: z.string().check(z.maxLength(5)),
    count: z.nullish(z.int().check(z.maximum(10))),
    flag: z.nullish(z.boolean()),
    choice: z.nullish(z.enum(['x', 'y'])),
    map: z.nullish(z.record(z.string(), z.unknown())),
    list: z.nullish(z.array(z.string())),
  }),
  response: z.object({}),
} as const;
const clearml = operation(sample);

const told = (request: unknown): string => {
  try {
    return JSON.stringify(parseRequest(clearml, request));
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};

// each in the words of jsonmodels, as ClearML sends them: in lower case
test.each<[Record<string, unknown>, string]>([
  [{}, "Validation error (error for field 'text'. field is required!)"],
  [{ text: null }, "Validation error (error for field 'text': field is required!.)"],
  [{ text: 5 }, `Validation error (error for field 'text': ('value is wrong, expected type "str"', 5).)`],
  [{ text: true }, `Validation error (error for field 'text': ('value is wrong, expected type "str"', true).)`],
  [{ text: { A: [null, 'B'] } }, `Validation error (error for field 'text': ('value is wrong, expected type "str"', {'a': [none, 'b']}).)`],
  [{ map: [1] }, `Validation error (error for field 'map': ('value is wrong, expected type "dict"', [1]).)`],
  [{ text: 'x', list: 'y' }, `Validation error (error for field 'list': ('value is wrong, expected type "list"', 'y').)`],
  [{ text: 'x', choice: 'Z' }, "Validation error (error for field 'choice': value 'z' is not a valid choice..)"],
  [{ text: 'x', count: 11 }, "Validation error (error for field 'count': '11' is bigger than maximum ('10')..)"],
  [{ text: 'x', count: '11' }, "Validation error (error for field 'count': '11' is bigger than maximum ('10')..)"],
  [{ text: 'x', count: 'Soon' }, "Validation error (invalid literal for int() with base 10: 'Soon')"],
  // what was sent comes before what was not, and fields by their names
  [{ map: 1, list: 2 }, `Validation error (error for field 'list': ('value is wrong, expected type "list"', 2).)`],
  // a rule of ours has a word of ours
  [{ text: 'longer' }, "Validation error (error for field 'text': too_long.)"],
])('%j: %s', (request, message) => {
  expect(told(request)).toBe(message);
});

test.each<[Record<string, unknown>, Record<string, unknown>]>([
  [{ count: 9.9 }, { count: 9 }],
  [{ count: '7' }, { count: 7 }],
  [{ count: true }, { count: 1 }],
  [{ count: null }, { count: null }],
  [{ flag: 'yes' }, { flag: true }],
  [{ flag: 0 }, { flag: false }],
  [{ flag: null, unknown: 1 }, { flag: null }],
])('%j is read as %j', (request, read) => {
  expect(parseRequest(clearml, { text: 'x', ...request })).toEqual({ text: 'x', ...read });
});

test('our own operations are not so lenient, name every field at fault, and show no value', () => {
  const ours = operation({ ...sample, origin: 'ours', request: z.strictObject({ password: z.string(), count: z.int() }) });
  const refused = (() => {
    try {
      return parseRequest(ours, { password: 12_345_678, count: '7', more: 1 });
    } catch (error) {
      return error;
    }
  })();
  expect(refused).toMatchObject({ error: 'invalid_input', fields: { password: 'type', count: 'type', more: 'unknown' } });
  expect(String(refused)).not.toContain('12345678');
});
