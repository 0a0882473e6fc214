/** `Authorization` by name and password. Our server reads UTF-8 (RFC 7617), a ClearML Server Latin-1 (SRV service_repo/auth): what that cannot write goes as UTF-8 too. */
export const basicHeader = (name: string, password: string, charset: 'utf-8' | 'latin-1' = 'utf-8'): string => {
  const text = `${name}:${password}`;
  const writable = [...text].every((character) => (character.codePointAt(0) ?? 0) < 256);
  if (charset === 'latin-1' && writable) return `Basic ${btoa(text)}`;
  return `Basic ${btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCodePoint(byte)).join(''))}`;
};
