/** What ClearML's server, a Python program, makes of a value, where callers can tell. */

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A sign that cannot be printed, by its number. */
const numbered = (sign: string): string => {
  const number = sign.codePointAt(0) ?? 0;
  const [mark, length] = number < 0x100 ? ['x', 2] : number < 0x10000 ? ['u', 4] : ['U', 8];
  return `\\${mark}${number.toString(16).padStart(length, '0')}`;
};

/** A text between the quotes that Python chooses, with what cannot be printed escaped. */
const quoted = (text: string): string => {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\\p{C}\p{Z}'"]/gu, (sign) => {
    if (sign === ' ' || sign === "'" || sign === '"') return sign === quote ? `\\${sign}` : sign;
    return escapes[sign] ?? numbered(sign);
  });
  return `${quote}${escaped}${quote}`;
};

/** A JSON value as Python's `repr` writes it. */
export const repr = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value);
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (typeof value === 'number') return String(value);
  return `{${Object.entries(value)
    .map(([key, part]) => `${quoted(key)}: ${repr(part)}`)
    .join(', ')}}`;
};

/** The same as `str` writes it: a text as it is. */
export const str = (value: unknown): string => (typeof value === 'string' ? value : repr(value));

/** Whether a value counts as true: nothing, zero and what is empty does not. */
export const truth = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);

/** A value as a whole number, as `int` makes it, or why it is none. */
export const int = (value: unknown): number | { readonly refused: string } => {
  if (typeof value === 'number' || typeof value === 'boolean') return Math.trunc(Number(value));
  if (typeof value !== 'string') {
    const type = Array.isArray(value) ? 'list' : 'dict';
    return { refused: `int() argument must be a string, a bytes-like object or a real number, not '${type}'` };
  }
  const digits = value.trim();
  if (/^[+-]?\d+(?:_\d+)*$/.test(digits)) return Number(digits.replaceAll('_', ''));
  return { refused: `invalid literal for int() with base 10: ${repr(value)}` };
};
