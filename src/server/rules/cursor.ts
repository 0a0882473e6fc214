type Kind = 'string' | 'number';
type Values<Kinds extends readonly Kind[]> = { -readonly [Index in keyof Kinds]: Kinds[Index] extends 'string' ? string : number };

/** Where to go on with a list, as text that means nothing to whoever gets it. */
export const writeCursor = (parts: readonly (string | number)[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

const parse = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
};

/** Reads what `writeCursor` wrote of values of these kinds; null for anything else. */
export const readCursor = <const Kinds extends readonly Kind[]>(text: string, kinds: Kinds): Values<Kinds> | null => {
  const parts = parse(text);
  if (!Array.isArray(parts) || parts.length !== kinds.length) return null;
  const fits = parts.every(
    (part, index) => typeof part === kinds[index] && (typeof part === 'string' ? !part.includes('\0') : Number.isSafeInteger(part)),
  );
  return fits ? (parts as Values<Kinds>) : null; // each was just judged
};
