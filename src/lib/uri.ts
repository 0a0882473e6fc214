/** Percent-encodes all but RFC 3986's unreserved characters, byte by byte; half a surrogate pair becomes U+FFFD. */
export const encodeUri = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\u{FFFD}')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Encodes each segment of a path; the slashes stay, doubled ones too, because they are part of an object's key. */
export const encodePath = (path: string): string => path.split('/').map(encodeUri).join('/');

/** The same with every byte encoded, letters too. */
export const encodePathWhole = (path: string): string =>
  encodePath(path).replace(/%..|[^/]/g, (one) => (one.length > 1 ? one : `%${one.charCodeAt(0).toString(16).toUpperCase()}`));

/** Decodes a path; one that is not percent-encoded UTF-8 stays as it is. */
export const decodePath = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
