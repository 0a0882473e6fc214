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

/** Bytes from `from` on that belong to a character which begins before; a character of an encoding in which that does not show may be cut. */
export const restOfCharacter = (bytes: Uint8Array, from: number, encoding: TextEncoding): number => {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const unit = bytes[encoding === 'utf-16le' ? from + 1 : from] ?? 0;
    return unit >> 2 === 0x37 ? Math.min(2, bytes.length - from) : 0;
  }
  if (encoding !== 'utf-8') return 0;
  let rest = 0;
  while (rest < 3 && ((bytes[from + rest] ?? 0) & 0xc0) === 0x80) rest += 1;
  return rest;
};
