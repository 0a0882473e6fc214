import type { CloudRow } from './cloud-row.ts';
import { isMixedContent, providerOf } from './storage-endpoint.ts';
import { element } from './xml.ts';

/** What came of reading from a bucket. */
export type ReadVerdict =
  | { readonly name: 'works' }
  | { readonly name: 'wrong_region'; /** the right one, where the server says it */ readonly region?: string }
  | {
      readonly name: 'clock';
      /** how far this computer is ahead, negative: behind; where the server says its time */ readonly minutes?: number;
    }
  | { readonly name: 'other'; readonly status: number; readonly code: string }
  | { readonly name: PlainVerdict };

type PlainVerdict =
  | 'wrong_key'
  | 'wrong_secret'
  | 'no_bucket'
  | 'no_object'
  | 'no_permission'
  | 'token_expired'
  | 'sas_refused'
  | 'sas_expired'
  | 'mixed_content'
  | 'cors'
  | 'unreachable';

export type VerdictName = ReadVerdict['name'];

/** What a server answered: `body` is the error document, its beginning is enough; `now` is this computer's time, milliseconds. */
export interface RefusedAnswer {
  readonly status: number;
  readonly body: string;
  readonly now: number;
}

/** What can be told before anything is sent: a request that the browser would block, a SAS that is over. */
export const verdictBefore = (row: CloudRow, pageProtocol: string, now: number): ReadVerdict | undefined => {
  if (isMixedContent(row.host, pageProtocol)) return { name: 'mixed_content' };
  if (providerOf(row.host) !== 'azure') return undefined;
  const end = Date.parse(new URLSearchParams(row.secret).get('se') ?? '');
  return end <= now ? { name: 'sas_expired' } : undefined;
};

/** Reads the error document of S3, Google or Azure. Sources: their lists of error codes; AWS names the right region in `<Region>`. */
export const verdictOf = ({ status, body, now }: RefusedAnswer): ReadVerdict => {
  const code = element(body, 'Code');
  if (regionCodes.test(code)) {
    const region = rightRegion(body);
    if (region !== undefined) return { name: 'wrong_region', region };
    if (/region/i.test(element(body, 'Message')) || !code.startsWith('Authorization')) return { name: 'wrong_region' };
  }
  if (code === 'RequestTimeTooSkewed' || /expired|not yet valid/i.test(element(body, 'Message'))) return expiry(code, body, now);
  const plain = byCode[code];
  if (plain !== undefined) return { name: plain };
  return status === 403 ? { name: 'no_permission' } : { name: 'other', status, code };
};

/** The first two also stand for other mistakes in a signature. */
const regionCodes =
  /^(AuthorizationHeaderMalformed|AuthorizationQueryParametersError|InvalidRegion|PermanentRedirect|TemporaryRedirect|IllegalLocationConstraintException)$/;

/** From `<Region>`, else from the `<Endpoint>` of a redirect, such as `models.s3.eu-west-1.amazonaws.com`. */
const rightRegion = (body: string): string | undefined =>
  /^[a-z0-9-]+$/.exec(element(body, 'Region'))?.[0] ??
  /(?:^|\.)s3[.-]([a-z]+(?:-[a-z]+)+-\d)\.amazonaws\.com/.exec(element(body, 'Endpoint'))?.[1];

const byCode: Readonly<Record<string, PlainVerdict>> = {
  InvalidAccessKeyId: 'wrong_key',
  SignatureDoesNotMatch: 'wrong_secret',
  NoSuchBucket: 'no_bucket',
  ContainerNotFound: 'no_bucket',
  NoSuchKey: 'no_object',
  BlobNotFound: 'no_object',
  AccessDenied: 'no_permission',
  AuthorizationPermissionMismatch: 'no_permission',
  AuthorizationResourceTypeMismatch: 'no_permission',
  AuthorizationServiceMismatch: 'no_permission',
  ExpiredToken: 'token_expired',
  InvalidToken: 'token_expired',
  AuthenticationFailed: 'sas_refused',
  AuthorizationFailure: 'sas_refused',
};

/** Our links are younger than their life, so one that is called expired or too early means that a clock is wrong. */
const expiry = (code: string, body: string, now: number): ReadVerdict => {
  if (code === 'ExpiredToken') return { name: 'token_expired' };
  if (code === 'AuthenticationFailed') return { name: 'sas_refused' };
  const minutes = Math.round((now - Date.parse(element(body, 'ServerTime'))) / 60_000);
  return { name: 'clock', ...(Number.isNaN(minutes) ? {} : { minutes }) };
};
