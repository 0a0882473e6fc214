import { dateIn, minutesBetween } from './date-in.ts';
import { own } from './own.ts';
import type { Attempt, ReadFacts } from './read-facts.ts';
import { isBusy, type ReadVerdict } from './read-verdict.ts';
import { judgeSas } from './judge-sas.ts';
import { permissionFor } from './permission.ts';
import { timeOf, tolerance } from './probe-says.ts';
import { regionOf } from './signed-address.ts';
import { readAwsHost, readEndpoint } from './storage-endpoint.ts';
import { element } from './xml.ts';

type Answer = Extract<Attempt, { kind: 'answer' }>;

/** Judges an answer that the page could read: the error document of S3, Google or Azure. Sources: their lists of error codes. */
export const judgeAnswer = (answer: Answer, facts: ReadFacts): ReadVerdict => {
  const { status, body } = answer;
  const code = element(body, 'Code').slice(0, 64);
  if (code === '') return withoutCode(answer, facts);
  return (
    judgeRegion(code, body, facts) ??
    judgeTime(code, body, facts) ??
    judgeSas(code, body, facts) ??
    (code === 'AccessDenied' ? judgeDenied(element(body, 'Message'), body, facts) : undefined) ??
    judgeCode(code, facts) ?? { name: 'other', status, code }
  );
};

/** A web server, a proxy or a page of an error: no storage speaks so. What guards a storage refuses with a page too. */
const withoutCode = ({ status, body, type }: Answer, { asked }: ReadFacts): ReadVerdict => {
  if (asked === undefined) return status === 404 ? { name: 'no_object' } : { name: 'other', status, code: '' };
  return isHtml(type, body) && !isBusy(status) && status !== 403
    ? { name: 'not_storage', how: 'html' }
    : { name: 'other', status, code: '' };
};

/** By Content-Type or by how it begins. */
export const isHtml = (type: string, body: string): boolean => /^text\/html/i.test(type) || /^\s*<(!doctype html|html)/i.test(body);

/** Codes that name a wrong region; the first two also stand for other mistakes in a signature. */
const regionCodes =
  /^(AuthorizationHeaderMalformed|AuthorizationQueryParametersError|InvalidRegion|PermanentRedirect|TemporaryRedirect|IllegalLocationConstraintException)$/;

const judgeRegion = (code: string, body: string, { asked }: ReadFacts): ReadVerdict | undefined => {
  if (!regionCodes.test(code)) return undefined;
  const region = rightRegion(body);
  // what the row has already is not what is wrong
  if (asked !== undefined && region === regionOf(asked.row)) return undefined;
  const verdict = { name: 'wrong_region', ...(asked?.wanted.what === 'buckets' ? ({ of: 'host' } as const) : {}) } as const;
  if (region !== undefined) return { ...verdict, region };
  return /region/i.test(element(body, 'Message')) || !code.startsWith('Authorization') ? verdict : undefined;
};

/** From `<Region>`, else from the `<Endpoint>` of a redirect, such as `models.s3.eu-west-1.amazonaws.com`. */
const rightRegion = (body: string): string | undefined =>
  /^[a-z0-9-]+$/.exec(element(body, 'Region'))?.[0] ?? readAwsHost(element(body, 'Endpoint'))?.region;

/** Our links are younger than their life, so one that is called expired or too early means that a clock is wrong, unless the two agree. */
const judgeTime = (code: string, body: string, { now, probe }: ReadFacts): ReadVerdict | undefined => {
  const message = element(body, 'Message');
  const told = code === 'AccessDenied' && /expired|not (yet valid|valid yet)/i.test(message);
  if (code !== 'RequestTimeTooSkewed' && !told) return undefined;
  if (/token/i.test(message)) return { name: 'token_expired' };
  const time = dateIn(element(body, 'ServerTime')) ?? timeOf(probe);
  if (time === undefined) return { name: 'clock' };
  const minutes = minutesBetween(now, time);
  return told && Math.abs(minutes) <= tolerance ? undefined : { name: 'clock', minutes };
};

/** What the words of a refusal tell that is no lack of the usual permission: the host of the bucket (Aliyun), another permission (AWS). */
const judgeDenied = (message: string, body: string, { asked }: ReadFacts): ReadVerdict | undefined => {
  if (asked === undefined) return undefined;
  const to = /specified endpoint/i.test(message) ? readEndpoint(element(body, 'Endpoint'))?.origin : undefined;
  if (to !== undefined) return { name: 'redirected', to };
  const permission = /not authorized to perform: ([a-z0-9-]{1,40}:\w{1,64})/i.exec(message)?.[1];
  return permission === undefined ? undefined : { name: 'no_permission', permission };
};

/** By what the storage itself calls the failure; undefined for a name that says nothing. */
const judgeCode = (code: string, { asked }: ReadFacts): ReadVerdict | undefined => {
  const name = own(byCode, code);
  if (name === 'no_permission') return { name, permission: permissionFor(asked) };
  if (name === 'style') return { name, style: 'virtual' };
  return name === undefined ? undefined : { name };
};

const byCode: Readonly<
  Record<string, 'wrong_key' | 'wrong_secret' | 'no_bucket' | 'no_object' | 'no_permission' | 'token_expired' | 'style'>
> = {
  InvalidAccessKeyId: 'wrong_key',
  InvalidSecurity: 'wrong_key',
  SignatureDoesNotMatch: 'wrong_secret',
  NoSuchBucket: 'no_bucket',
  ContainerNotFound: 'no_bucket',
  NoSuchKey: 'no_object',
  BlobNotFound: 'no_object',
  AccessDenied: 'no_permission',
  AllAccessDisabled: 'no_permission',
  AuthorizationPermissionMismatch: 'no_permission',
  ExpiredToken: 'token_expired',
  InvalidToken: 'token_expired',
  InvalidTokenId: 'token_expired',
  SecurityTokenExpired: 'token_expired',
  SecondLevelDomainForbidden: 'style',
};
