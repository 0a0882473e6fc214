import { decodeLoosely } from './base64.ts';

/** The bytes that may follow the first one of a character of UTF-8: how many, and between which the first of them lies. Half characters pass, as in Python's JSON. */
const following = (lead: number): { readonly count: number; readonly from: number; readonly to: number } | undefined => {
  const usual = { from: 0x80, to: 0xbf };
  if (lead >= 0xc2 && lead <= 0xdf) return { count: 1, ...usual };
  if (lead >= 0xe0 && lead <= 0xef) return { count: 2, from: lead === 0xe0 ? 0xa0 : 0x80, to: 0xbf };
  if (lead >= 0xf0 && lead <= 0xf4) return { count: 3, from: lead === 0xf0 ? 0x90 : 0x80, to: lead === 0xf4 ? 0x8f : 0xbf };
  return undefined;
};

/** Why bytes are no UTF-8, in Python's words; undefined where they are. */
const utf8Fault = (bytes: Uint8Array): string | undefined => {
  const fault = (at: number, length: number, reason: string): string => {
    const where =
      length === 1 ? `byte 0x${bytes[at]?.toString(16).padStart(2, '0')} in position ${at}` : `bytes in position ${at}-${at + length - 1}`;
    return `'utf-8' codec can't decode ${where}: ${reason}`;
  };
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const rest = following(lead);
    if (rest === undefined) return fault(at, 1, 'invalid start byte');
    for (let next = 1; next <= rest.count; next += 1) {
      const byte = bytes[at + next];
      if (byte === undefined) return fault(at, next, 'unexpected end of data');
      const [from, to] = next === 1 ? [rest.from, rest.to] : [0x80, 0xbf];
      if (byte < from || byte > to) return fault(at, next, 'invalid continuation byte');
    }
    at += rest.count;
  }
  return undefined;
};

/** What a part of a token holds; base64 for addresses, without padding. */
const decoded = (part: string) =>
  decodeLoosely(
    part
      .replaceAll('-', '+')
      .replaceAll('_', '/')
      .padEnd(Math.ceil(part.length / 4) * 4, '='),
  );

const headerFault = (part: string): string | undefined => {
  const header = decoded(part);
  if ('refused' in header) return 'Invalid header padding';
  const fault = utf8Fault(header.bytes);
  if (fault !== undefined) return `Invalid header string: ${fault}`;
  try {
    const value: unknown = JSON.parse(header.bytes.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? undefined
      : 'Invalid header string: must be a json object';
  } catch {
    return 'Invalid header string: Expecting value: line 1 column 1 (char 0)';
  }
};

/** Why a text cannot be a signed token at all, in the words of the library that ClearML uses (PyJWT); undefined where it can. */
export const formFault = (token: string): string | undefined => {
  const [header = '', ...rest] = token.split('.');
  const signature = rest.pop();
  if (signature === undefined || rest.length === 0) return 'Not enough segments';
  const fault = headerFault(header);
  if (fault !== undefined) return fault;
  if ('refused' in decoded(rest.join('.'))) return 'Invalid payload padding';
  return 'refused' in decoded(signature) ? 'Invalid crypto padding' : undefined;
};
