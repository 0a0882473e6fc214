import { limits } from '#contract/index.ts';
import { Failure } from './failure.ts';

/** A parameter's text as ClearML reads it: digits are a number, with one dot or none, and `true` and `false` in three spellings are flags. */
const converted = (text: string): unknown => {
  if (/^(?:\d+(?:\.\d*)?|\.\d+)$/.test(text)) return Number(text);
  if (['true', 'True', 'TRUE'].includes(text)) return true;
  return ['false', 'False', 'FALSE'].includes(text) ? false : text;
};

/** More names than any sound request has. */
const namesMax = 1000;

const grouped = (parameters: Iterable<readonly [string, unknown]>): Map<string, string[]> => {
  const byName = new Map<string, string[]>();
  for (const [name, text] of parameters) {
    if (typeof text !== 'string') continue; // a file of a form: nothing here takes one
    const texts = byName.get(name);
    if (texts !== undefined) texts.push(text);
    else if (byName.size < namesMax) byName.set(name, [text]);
    else throw new Failure('invalid_input', { detail: ' (too many parameters)' });
  }
  return byName;
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Sets the value at a path in place. Throws 400 where something that is no object stands in the way. */
const setAt = (body: Record<string, unknown>, path: readonly string[], value: unknown): void => {
  if (path.includes('__proto__')) throw new Failure('invalid_input', { detail: ' (the key __proto__ is not allowed)' });
  if (path.length > limits.depth) throw new Failure('invalid_input', { detail: ' (nested too deeply)' });
  let place = body;
  for (const key of path.slice(0, -1)) {
    const below = Object.hasOwn(place, key) ? place[key] : (place[key] = {});
    if (!isObject(below)) throw new Failure('malformed_request', { detail: ` (${key} is not an object)` });
    place = below;
  }
  place[path.at(-1) ?? ''] = value;
};

/**
 * Merges parameters of an address or a form over a body, in place and as ClearML does: several of a name, or a name that ends in `[]`,
 * are a list, and a dot leads into an object.
 */
export const mergeParameters = (body: Record<string, unknown>, parameters: Iterable<readonly [string, unknown]>): void => {
  for (const [name, texts] of grouped(parameters)) {
    const values = texts.map(converted);
    setAt(body, name.replace(/(?<![[\]])[[\]]+$/, '').split('.'), values.length > 1 || name.endsWith('[]') ? values : values[0]);
  }
};
