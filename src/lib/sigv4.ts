import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { encodePath, encodeUri } from './uri.ts';

/** What signs: a key pair, for temporary credentials their session token too, and the region that the bucket is in. */
export interface SigningKeys {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly sessionToken?: string;
  readonly region: string;
}

export interface PresignRequest {
  readonly method: 'GET' | 'HEAD';
  /** scheme, host and port */
  readonly origin: string;
  /** begins with `/`; plain, not percent-encoded */
  readonly path: string;
  /** plain names and values */
  readonly query?: Readonly<Record<string, string>>;
  /** life of the address, seconds; S3 takes up to 604,800 */
  readonly seconds: number;
  /** milliseconds since 1970 */
  readonly now: number;
}

const canonicalQuery = (query: Readonly<Record<string, string>>): string =>
  Object.entries(query)
    .map(([name, value]): [string, string] => [encodeUri(name), encodeUri(value)])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

/**
 * The address of an object with AWS Signature Version 4 in its query, service `s3`, payload unsigned, only `host` signed:
 * an `<img>` can use it. Needs no `crypto.subtle`, so it works on plain http.
 * Source: "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)" of the S3 API reference.
 */
export const presign = ({ method, origin, path, query = {}, seconds, now }: PresignRequest, keys: SigningKeys): string => {
  const time = `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const day = time.slice(0, 8);
  const scope = `${day}/${keys.region}/s3/aws4_request`;
  const encodedPath = encodePath(path);
  const signed = canonicalQuery({
    ...query,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${keys.accessKey}/${scope}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': String(seconds),
    'X-Amz-SignedHeaders': 'host',
    ...(keys.sessionToken === undefined ? {} : { 'X-Amz-Security-Token': keys.sessionToken }),
  });
  const canonical = [method, encodedPath, signed, `host:${new URL(origin).host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const text = ['AWS4-HMAC-SHA256', time, scope, bytesToHex(sha256(utf8ToBytes(canonical)))].join('\n');
  return `${origin}${encodedPath}?${signed}&X-Amz-Signature=${bytesToHex(sign(signingKey(keys, day), text))}`;
};

/** By the keys that they are made of, and no longer in memory than those: none outlives the log-out. To make one takes as long as all else of an address. */
const signingKeys = new WeakMap<SigningKeys, { readonly day: string; readonly key: Uint8Array }>();

const signingKey = (keys: SigningKeys, day: string): Uint8Array => {
  const known = signingKeys.get(keys);
  if (known?.day === day) return known.key;
  const key = [day, keys.region, 's3', 'aws4_request'].reduce(sign, utf8ToBytes(`AWS4${keys.secretKey}`));
  signingKeys.set(keys, { day, key });
  return key;
};

const sign = (key: Uint8Array, text: string): Uint8Array => hmac(sha256, key, utf8ToBytes(text));
