import { crc32 } from 'node:zlib';

const upper = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const mixed = `${upper}abcdefghijklmnopqrstuvwxyz`;

/** What our keys look like in any text: for scanners, and to tell a key from a log-in name. */
export const accessKeyPattern = /\bCMP[0-9A-Z]{27}\b/;
export const secretKeyPattern = /\bcmp_[0-9A-Za-z]{63}\b/;

/** Characters drawn evenly from an alphabet: bytes beyond its last whole multiple are thrown away. */
const draw = (alphabet: string, length: number, random: (bytes: number) => Uint8Array): string => {
  const even = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length)
    for (const byte of random(length)) if (byte < even && text.length < length) text += alphabet.charAt(byte % alphabet.length);
  return text;
};

const checksum = (text: string, alphabet: string, length: number): string => {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < length; place += 1) {
    digits = alphabet.charAt(rest % alphabet.length) + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
};

const checked = (text: string, alphabet: string, length: number): boolean =>
  checksum(text.slice(0, -length), alphabet, length) === text.slice(-length);

/** 30 characters, as ClearML's: `CMP`, 20 random ones (103 bits), 7 of checksum. */
export const makeAccessKey = (random: (bytes: number) => Uint8Array): string => {
  const body = `CMP${draw(upper, 20, random)}`;
  return body + checksum(body, upper, 7);
};

/** 67 characters, as ClearML's: `cmp_`, 57 random ones (339 bits), 6 of checksum. */
export const makeSecretKey = (random: (bytes: number) => Uint8Array): string => {
  const body = `cmp_${draw(mixed, 57, random)}`;
  return body + checksum(body, mixed, 6);
};

/** Whether a log-in name is meant as an access key rather than as a person's. */
export const looksLikeAccessKey = (name: string): boolean => name.length === 30 && accessKeyPattern.test(name);

/** False where a key or its secret was mistyped: no need to ask the database. */
export const isSoundPair = (accessKey: string, secretKey: string): boolean =>
  looksLikeAccessKey(accessKey) &&
  checked(accessKey, upper, 7) &&
  secretKey.length === 67 &&
  secretKeyPattern.test(secretKey) &&
  checked(secretKey, mixed, 6);
