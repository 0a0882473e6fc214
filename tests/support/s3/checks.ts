import { refused } from './refusals.ts';
import { signatureOf } from './signature.ts';
import type { Asked, Rules, S3Faults, Sent } from './types.ts';
import { tag } from './xml.ts';

/** A request may be so much older or younger than the server's clock, milliseconds. */
const tolerance = 15 * 60_000;
const week = 604_800;

/** What S3 checks before it looks for anything, in its order: style, endpoint, key, region, time, session token, signature. */
export const refusal = async (asked: Asked, rules: Rules, faults: S3Faults): Promise<Sent | undefined> => {
  if (rules.styles === 'virtual' && asked.style === 'path' && asked.bucket !== '')
    return refused(rules, asked, 'SecondLevelDomainForbidden');
  if (asked.hostRegion !== undefined && asked.hostRegion !== rules.region) return elsewhere(rules, asked);
  const { query } = asked;
  if (query['X-Amz-Signature'] === undefined) return refused(rules, asked, 'AccessDenied');
  const [accessKey, day = '', region = '', ...scope] = (query['X-Amz-Credential'] ?? '').split('/');
  if (!isWellFormed(query, day, scope)) return refused(rules, asked, 'AuthorizationQueryParametersError');
  if (accessKey !== rules.accessKey) return refused(rules, asked, 'InvalidAccessKeyId');
  if (region !== rules.region) return wrongRegion(rules, asked, region);
  return untimely(rules, asked, faults) ?? wrongToken(rules, asked) ?? (await wrongSignature(rules, asked, region));
};

const isWellFormed = (query: Asked['query'], day: string, scope: readonly string[]): boolean => {
  const seconds = Number(query['X-Amz-Expires']);
  const names = (query['X-Amz-SignedHeaders'] ?? '').split(';');
  return (
    query['X-Amz-Algorithm'] === 'AWS4-HMAC-SHA256' &&
    scope.join('/') === 's3/aws4_request' &&
    /^\d{8}T\d{6}Z$/.test(query['X-Amz-Date'] ?? '') &&
    query['X-Amz-Date']?.slice(0, 8) === day &&
    seconds >= 1 &&
    seconds <= week &&
    names.includes('host')
  );
};

const inRegion = ({ kind, region }: Rules): Readonly<Record<string, string>> => (kind === 'aws' ? { 'x-amz-bucket-region': region } : {});

/** AWS, asked at the endpoint of another region than the bucket's. */
export const elsewhere = (rules: Rules, asked: Asked): Sent => {
  const endpoint = `${asked.style === 'virtual' ? `${asked.bucket}.` : ''}s3.${rules.region}.amazonaws.com`;
  return refused(rules, asked, 'PermanentRedirect', {
    more: tag('Endpoint', endpoint) + tag('Bucket', asked.bucket) + tag('Region', rules.region),
    headers: inRegion(rules),
  });
};

const wrongRegion = (rules: Rules, asked: Asked, region: string): Sent => {
  const more = tag('Region', rules.region);
  if (rules.kind === 'minio') {
    const message = `The authorization header is malformed; the region is wrong; expecting '${rules.region}'.`;
    return refused(rules, asked, 'AuthorizationHeaderMalformed', { message, more });
  }
  const message = `Error parsing the X-Amz-Credential parameter; the region '${region}' is wrong; expecting '${rules.region}'`;
  return refused(rules, asked, 'AuthorizationQueryParametersError', { message, more, headers: inRegion(rules) });
};

const signedAt = ({ query }: Asked): number =>
  Date.parse((query['X-Amz-Date'] ?? '').replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));

const untimely = (rules: Rules, asked: Asked, faults: S3Faults): Sent | undefined => {
  const start = signedAt(asked);
  const now = Date.now() + faults.ahead;
  const end = start + Number(asked.query['X-Amz-Expires']) * 1000;
  const seconds = tag('X-Amz-Expires', asked.query['X-Amz-Expires'] ?? '');
  const more = `${seconds}${tag('Expires', iso(end))}${tag('ServerTime', iso(now))}`;
  if (now > end) return refused(rules, asked, 'AccessDenied', { message: 'Request has expired', more });
  const early = rules.kind === 'minio' ? 'Request is not valid yet' : 'Request is not yet valid';
  return start > now + tolerance ? refused(rules, asked, 'AccessDenied', { message: early, more }) : undefined;
};

/** To the second, as S3 writes times. */
export const iso = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** AWS does not know a temporary key that comes without its token. */
const wrongToken = (rules: Rules, asked: Asked): Sent | undefined => {
  const token = asked.query['X-Amz-Security-Token'];
  if (token === rules.sessionToken) return undefined;
  if (rules.kind === 'minio') return refused(rules, asked, 'InvalidTokenId');
  return refused(rules, asked, token === undefined ? 'InvalidAccessKeyId' : 'InvalidToken');
};

const wrongSignature = async (rules: Rules, asked: Asked, region: string): Promise<Sent | undefined> => {
  const expected = await signatureOf(asked, rules, region, new Date(signedAt(asked)));
  if (asked.query['X-Amz-Signature'] === expected) return undefined;
  const more = tag('AWSAccessKeyId', rules.accessKey) + tag('SignatureProvided', asked.query['X-Amz-Signature'] ?? '');
  return refused(rules, asked, 'SignatureDoesNotMatch', { more });
};
