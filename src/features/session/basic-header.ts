/** `Authorization` by name and password, in UTF-8 as the server reads it (RFC 7617). */
export const basicHeader = (name: string, password: string): string => {
  const bytes = new TextEncoder().encode(`${name}:${password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''))}`;
};
