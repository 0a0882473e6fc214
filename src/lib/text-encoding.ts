/** How the bytes of a text are read: the name of an encoding, as `TextDecoder` gives it. */
export type TextEncoding = string;

/** By the mark at its beginning, else by the `charset` of its Content-Type where that is known, else UTF-8. */
export const encodingOf = (bytes: Uint8Array, contentType: string): TextEncoding => {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  const label = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return 'utf-8';
  }
};

/** The text of some bytes, and whether all of them were one: what is none shows as U+FFFD. */
export const decode = (
  bytes: Uint8Array,
  encoding: TextEncoding,
  ignoreBOM: boolean,
): { readonly text: string; readonly sound: boolean } => {
  try {
    return { text: new TextDecoder(encoding, { ignoreBOM, fatal: true }).decode(bytes), sound: true };
  } catch {
    return { text: new TextDecoder(encoding, { ignoreBOM }).decode(bytes), sound: false };
  }
};

/** What ISO-2022-JP changes its set of characters by; the other encodings that browsers read have no such state. */
const shifts = ['(B', '(J', '(I', '$@', '$B'].map((rest) => `\u001B${rest}`);

/** The sequence that changed the set of characters last; empty where there is none. */
export const lastShift = (bytes: Uint8Array, encoding: TextEncoding): string => {
  if (encoding !== 'iso-2022-jp') return '';
  const text = new TextDecoder('latin1').decode(bytes);
  const last = shifts.reduce((a, b) => (text.lastIndexOf(b) > text.lastIndexOf(a) ? b : a));
  return text.includes(last) ? last : '';
};

/** The bytes behind the sequence that holds for them, unless they begin with one: of two without a character between them a decoder complains. */
export const shifted = (bytes: Uint8Array, shift: string): Uint8Array => {
  if (shift === '' || shifts.includes(String.fromCharCode(...bytes.subarray(0, 3)))) return bytes;
  const all = new Uint8Array(shift.length + bytes.length);
  new TextEncoder().encodeInto(shift, all);
  all.set(bytes, shift.length);
  return all;
};

/** Where the character ends that stands over `from`, at most `most` bytes behind it: from there on a text can be read by itself. */
export const endOfCharacter = (bytes: Uint8Array, from: number, most: number, encoding: TextEncoding): number => {
  const isEnd = (at: number): boolean => {
    const before = bytes.subarray(0, at);
    // what a character lacks shows only in a text that does not go on
    return new TextDecoder(encoding).decode(before, { stream: true }) === new TextDecoder(encoding).decode(before);
  };
  let end = from;
  while (end < Math.min(from + most, bytes.length) && !isEnd(end)) end += 1;
  return end;
};
