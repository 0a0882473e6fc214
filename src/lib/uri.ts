const unreserved = /[A-Za-z0-9\-._~]/;

/** Percent-encodes all but RFC 3986's unreserved characters, byte by byte; half a surrogate pair becomes U+FFFD. */
export const encodeUri = (text: string): string => {
  let encoded = '';
  for (const byte of new TextEncoder().encode(text)) {
    const character = String.fromCharCode(byte);
    encoded += unreserved.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
};

/** Encodes each segment of a path; the slashes stay, doubled ones too, because they are part of an object's key. */
export const encodePath = (path: string): string => path.split('/').map(encodeUri).join('/');

/** Decodes a path; one that is not percent-encoded UTF-8 stays as it is. */
export const decodePath = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
