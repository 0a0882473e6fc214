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
