/** What a text in HOCON says, or one in JSON, which is HOCON too. Null: a substitution such as `${KEY}`, whose value stands elsewhere. */
export type HoconValue = string | null | HoconValue[] | HoconObject;
export type HoconObject = Map<string, HoconValue>;

/** The value at a path of names; undefined where there is none. */
export const hoconAt = (value: HoconValue | undefined, path: readonly string[]): HoconValue | undefined =>
  path.reduce<HoconValue | undefined>((at, name) => (at instanceof Map ? at.get(name) : undefined), value);

/** The text of a member; empty where there is none, or none that is known. */
export const hoconText = (value: HoconValue | undefined, name: string): string => {
  const text = hoconAt(value, [name]);
  return typeof text === 'string' && text !== 'null' ? text : '';
};

/** The members of a list; none where it is no list. */
export const hoconList = (value: HoconValue | undefined): readonly HoconValue[] => (Array.isArray(value) ? value : []);

/** The object of a name, made where there is none. */
export const hoconBelow = (object: HoconObject, name: string): HoconObject => {
  const known = object.get(name);
  if (known instanceof Map) return known;
  const fresh: HoconObject = new Map();
  object.set(name, fresh);
  return fresh;
};

/** A text as HOCON and JSON read it back, whatever is in it: control characters and what some readers take for a line end are escaped. */
export const hoconQuoted = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
