/** Bytes, or why there are none, in Python's words. */
export type Decoded = { readonly bytes: Buffer } | { readonly refused: string };

/** Decodes as Python's `b64decode` does: signs that do not belong are skipped, what stands behind the padding is not read, the padding must be there. */
export const decodeLoosely = (text: string): Decoded => {
  let digits = '';
  let padding = 0;
  for (const sign of text) {
    if (sign === '=') {
      const place = digits.length % 4;
      if (place >= 2 && place + ++padding >= 4) return { bytes: Buffer.from(digits, 'base64') };
    } else if (/[A-Za-z0-9+/]/.test(sign)) {
      digits += sign;
      padding = 0;
    }
  }
  if (digits.length % 4 === 0) return { bytes: Buffer.from(digits, 'base64') };
  if (digits.length % 4 > 1) return { refused: 'Incorrect padding' };
  const count = `number of data characters (${digits.length})`;
  return { refused: `Invalid base64-encoded string: ${count} cannot be 1 more than a multiple of 4` };
};
